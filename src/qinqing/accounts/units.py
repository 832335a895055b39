"""For which units somebody answers: their own and, for its leaders, every one below it."""

from __future__ import annotations

from qinqing.accounts.actor import Actor
from qinqing.organisations.models import Department
from qinqing.organisations.selectors import department_parents, is_within


def answers_for(actor: Actor, department: int | None) -> bool:
    """Whether `department` is the actor's unit or, for its leaders, lies below it."""
    own = actor.department_id
    if own is None or department is None:
        return False
    if own == department:
        return True
    return bool(actor.user.official and actor.user.official.leader) and is_within(department, own)


def units_of(actor: Actor) -> list[int]:
    """The actor's own unit, and for a leader every one below it."""
    own, official = actor.department_id, actor.user.official
    if own is None or official is None:
        return []
    if not official.leader:
        return [own]
    parents = department_parents()
    return [unit for unit in Department.objects.values_list("id", flat=True) if is_within(unit, own, parents)]
