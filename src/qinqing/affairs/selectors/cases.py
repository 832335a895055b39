"""One application as its page shows it: where it stands today, what was asked, what was given."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.models import (
    Application,
    CorrectionNotice,
    Demand,
    Evidence,
    Intermediary,
    Kind,
    Paper,
    Step,
)
from qinqing.affairs.texts import item_filed
from qinqing.affairs.timing import restate
from qinqing.clock import Reckoning


@dataclass(frozen=True)
class Case:
    """`item`: as it read when this was filed · `told`: the clock as of today, deemed acceptance included whether or not somebody wrote it down."""

    application: Application
    item: Item
    steps: list[Step]
    told: Reckoning
    notices: list[CorrectionNotice]
    papers: list[Paper]
    demands: list[Demand]
    intermediaries: list[Intermediary]


def case_of(application: Application) -> Case:
    """Five questions to the database, however long its story, and one more for what a pause rests on or intermediaries,
    where there are any. The application's columns are today's."""
    steps = [*application.steps.select_related("by__official")]
    paused = [step for step in steps if step.kind == Kind.PAUSED]
    prefetch_related_objects(paused, "evidence__file")
    engaged = any(step.kind == Kind.ENGAGED for step in steps)
    told = restate(application, steps)
    return Case(
        application,
        item_filed(application),
        steps,
        told,
        [*application.notices.prefetch_related("points")],
        [*application.papers.select_related("file", "received_by")],
        [*application.demands.select_related("made_by")],
        [*application.intermediaries.select_related("intermediary")] if engaged else [],
    )


def evidence_of(step: Step) -> list[Evidence]:
    """What it rests on; asked with the case, of pauses alone."""
    return [*step.evidence.all()] if step.kind == Kind.PAUSED else []
