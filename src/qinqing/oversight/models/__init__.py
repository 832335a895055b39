"""What a sweep leaves (versions, runs, findings) and what supervisors did about it (dispositions, clearances)."""

from qinqing.oversight.models.dispositions import Clearance, Disposition, DispositionKind
from qinqing.oversight.models.findings import EvidenceRow, Finding, FindingStatus, Viewing
from qinqing.oversight.models.sweeps import FactVersion, RuleRun, RuleText, Sweep, ValueVersion

__all__ = [
    "Clearance",
    "Disposition",
    "DispositionKind",
    "EvidenceRow",
    "FactVersion",
    "Finding",
    "FindingStatus",
    "RuleRun",
    "RuleText",
    "Sweep",
    "ValueVersion",
    "Viewing",
]
