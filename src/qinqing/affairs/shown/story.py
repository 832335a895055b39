"""What happened to an application step by step, with the receipt of each step for whoever took it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Kind, Outcome, Step
from qinqing.affairs.selectors.cases import Case
from qinqing.clock.events import grounds_on
from qinqing.organisations.models import Official
from qinqing.record.models import Entry

AT_ONCE = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Told:
    """One step. `details`: what belongs to it, a line each · `receipt`: the entry's number, '' where it is not the reader's."""

    on: date
    title: str
    by: str
    details: list[str]
    receipt: str
    machine: bool


def story(case: Case, actor: Actor) -> list[Told]:
    """In the order it was written down."""
    own = _own_entries(case, actor)
    names = _names(case.steps)
    return [
        Told(
            on=step.on,
            title=str(step.get_kind_display()),
            by=_by(step),
            details=[line for line in _details(step, names) if line],
            receipt=own.get(step.place, ""),
            machine=step.by_id is None,
        )
        for step in case.steps
    ]


def _own_entries(case: Case, actor: Actor) -> dict[int, str]:
    """Step → entry, of those this person wrote: a receipt is handed to nobody else.

    An act's step and its entry are written in one transaction; what is older than the log has no entry.
    """
    mine = [step for step in case.steps if step.by_id == actor.user.pk]
    if not mine:
        return {}
    entries = [*Entry.objects.filter(case_id=case.application.case).only("pk", "step", "at")]
    found = {}
    for step in mine:
        near = [one for one in entries if timedelta() <= one.at - step.at < AT_ONCE]
        if near:
            found[step.place] = str(min(near, key=lambda one: abs(one.step - step.place)).pk)
    return found


def _by(step: Step) -> str:
    if step.by is None:
        return _("系统，没有人工经手")
    role = str(Role(step.role).label) if step.role in Role.values else ""
    official = step.by.official
    return f"{official.name}（{role}）" if official else role


def _names(steps: list[Step]) -> dict[str, str]:
    keys = {step.said.get(side) for step in steps if step.kind == Kind.TRANSFERRED for side in ("from", "to")}
    if not keys:
        return {}
    return dict(Official.objects.filter(key__in=keys - {"", None}).values_list("key", "name"))


def _details(step: Step, names: dict[str, str]) -> list[str]:
    extra = DETAILS.get(Kind(step.kind))
    return [*([extra(step, names)] if extra else []), step.words]


def _decided(step: Step, names: dict[str, str]) -> str:
    outcome = Outcome(step.said["outcome"]).label if step.said.get("outcome") else ""
    return _("%(outcome)s；依据 %(articles)s") % {
        "outcome": outcome,
        "articles": step.said.get("articles", ""),
    }


def _paused(step: Step, names: dict[str, str]) -> str:
    ground = grounds_on(step.on).get(step.ground, step.ground)
    return _("事由：%(ground)s；告知大约 %(days)s 天") % {
        "ground": ground,
        "days": step.said.get("days_told", ""),
    }


def _resumed(step: Step, names: dict[str, str]) -> str:
    return _("事由：%s") % str(grounds_on(step.on).get(step.ground, step.ground))


def _transferred(step: Step, names: dict[str, str]) -> str:
    before, after = step.said.get("from", ""), step.said.get("to", "")
    shown = {"before": names.get(before, before) or _("无人承办"), "after": names.get(after, after)}
    return _("%(before)s 交给 %(after)s") % shown


def _declined(step: Step, names: dict[str, str]) -> str:
    return _("归%s办") % step.said.get("office", "")


def _assessed(step: Step, names: dict[str, str]) -> str:
    return _("%s 元") % step.said.get("amount_cny", "")


def _notified(step: Step, names: dict[str, str]) -> str:
    points = step.said.get("points", ())
    return _("%s 项") % len(points) if points else ""


DETAILS: dict[Kind, Callable[[Step, dict[str, str]], str]] = {
    Kind.DECIDED: _decided,
    Kind.PROPOSED: _decided,
    Kind.PAUSED: _paused,
    Kind.RESUMED: _resumed,
    Kind.TRANSFERRED: _transferred,
    Kind.NOT_ACCEPTED: _declined,
    Kind.ASSESSED: _assessed,
    Kind.CORRECTION_NOTIFIED: _notified,
}
