"""Applications with their steps, what is asked and answered on the way, and what firms say afterwards."""

from qinqing.affairs.models.applications import Application, Channel, Outcome, State
from qinqing.affairs.models.asked import CorrectionNotice, CorrectionPoint, Demand, Intermediary, Precheck
from qinqing.affairs.models.drafts import Draft
from qinqing.affairs.models.papers import Evidence, How, Paper
from qinqing.affairs.models.steps import Kind, Step
from qinqing.affairs.models.terms import FeeStandard, ItemUnit, Numbering, Promise
from qinqing.affairs.models.texts import ItemText
from qinqing.affairs.models.voice import Problem, Rating

__all__ = [
    "Application",
    "Channel",
    "CorrectionNotice",
    "CorrectionPoint",
    "Demand",
    "Draft",
    "Evidence",
    "FeeStandard",
    "How",
    "Intermediary",
    "ItemText",
    "ItemUnit",
    "Kind",
    "Numbering",
    "Outcome",
    "Paper",
    "Precheck",
    "Problem",
    "Promise",
    "Rating",
    "State",
    "Step",
]
