"""What can be done with an application now, by this person, and why the rest cannot."""

from __future__ import annotations

from dataclasses import dataclass

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import relation_to
from qinqing.affairs import refusals
from qinqing.affairs.allowed import NEEDS
from qinqing.affairs.permissions import may
from qinqing.affairs.selectors.cases import Case
from qinqing.affairs.services.matter import Matter
from qinqing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Possible:
    """`why_not` None: it can be done now."""

    act: str
    why_not: Refused | None


def possible(actor: Actor, case: Case) -> list[Possible]:
    """Every act of an application; the service decides again, of the application as it is by then."""
    stands = relation_to(actor, case.application)
    return [Possible(act, _why_not(actor, case, act, stands)) for act in NEEDS]


def why_not(actor: Actor, case: Case, act: str) -> Refused | None:
    return _why_not(actor, case, act, relation_to(actor, case.application))


def _why_not(actor: Actor, case: Case, act: str, stands: str) -> Refused | None:
    if not may(actor, act, stands):
        return refusals.not_yours()
    try:
        NEEDS[act](matter_of(actor, case))
    except Refused as refused:
        return refused
    return None


def matter_of(actor: Actor, case: Case) -> Matter:
    """The case as the services hold it, only looked at."""
    return Matter(actor, case.application, case.steps)
