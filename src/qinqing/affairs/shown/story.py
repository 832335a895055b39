"""What happened to an application step by step, with the receipt of each step for whoever took it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Kind, Outcome, Step
from qinqing.affairs.selectors.cases import Case, evidence_of
from qinqing.affairs.shown.files import evidence_row
from qinqing.clock.events import grounds_on
from qinqing.organisations.models import Official
from qinqing.record.models import Entry
from qinqing.record.stock import TYPE as STOCK
from qinqing.web.components.attached import Attached


@dataclass(frozen=True, slots=True)
class Told:
    """One step. `details`: what belongs to it, a line each · `receipt`: the entry's number, '' where it is not the reader's.

    `files`: what the step rests on, as this reader may have it.
    """

    on: date
    title: str
    by: str
    details: list[str]
    receipt: str
    machine: bool
    files: list[Attached]


def story(case: Case, actor: Actor) -> list[Told]:
    """In the order it was written down; a receipt with the steps this person took."""
    entries = written(case)
    names = _names(case.steps)
    own = case.application.enterprise_id in actor.enterprise_ids
    return [
        Told(
            on=step.on,
            title=str(step.get_kind_display()),
            by=_by(step),
            details=[line for line in _details(step, names) if line],
            receipt=entries.get(step.set_by_id, "") if step.by_id == actor.user.pk else "",
            machine=step.by_id is None,
            files=[evidence_row(one, own=own) for one in evidence_of(step)],
        )
        for step in case.steps
    ]


def written(case: Case) -> dict[UUID | None, str]:
    """The entries that wrote the steps; what was there before the log began has none of its own."""
    rows = Entry.objects.filter(pk__in={step.set_by_id for step in case.steps} - {None}).exclude(type=STOCK)
    return {pk: str(pk) for pk in rows.values_list("pk", flat=True)}


def _by(step: Step) -> str:
    if step.by is None:
        return _("系统，没有人工经手")
    role = str(Role(step.role).label) if step.role in Role.values else ""
    if step.said.get("through"):
        return _("%s，经由接口") % role
    official = step.by.official
    return _("%(name)s（%(what)s）") % {"name": official.name, "what": role} if official else role


def _names(steps: list[Step]) -> dict[str, str]:
    keys = {step.said.get(side) for step in steps if step.kind == Kind.TRANSFERRED for side in ("from", "to")}
    if not keys:
        return {}
    return dict(Official.objects.filter(key__in=keys - {"", None}).values_list("key", "name"))


def _details(step: Step, names: dict[str, str]) -> list[str]:
    extra = DETAILS.get(Kind(step.kind))
    return [*([extra(step, names)] if extra else []), step.words, _noted_later(step)]


def _noted_later(step: Step) -> str:
    """What was written down after its day says so: a clock that moved afterwards is seen to have."""
    noted = timezone.localdate(step.at)
    return _("%s 补记") % noted if noted > step.on else ""


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


def _heard(step: Step, names: dict[str, str]) -> str:
    slip = step.said.get("slip", "")
    return _("窗口代为登记；凭据：%s") % slip if slip else ""


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
    Kind.ANSWERED: _heard,
    Kind.CORRECTED: _heard,
    Kind.WITHDRAWN: _heard,
}
