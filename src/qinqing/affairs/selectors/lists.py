"""Lists of applications: what a unit has to do next, what a firm asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.accounts.units import units_of
from qinqing.affairs.models import Application, State
from qinqing.affairs.models.applications import NOT_OUR_TURN, OPEN
from qinqing.affairs.permissions import SERVING
from qinqing.law.calendar import UnpublishedYear, add_workdays
from qinqing.refusals import Say

SOON_WORKDAYS = 3
# It is the bureau's turn, whether or not a calendar tells until when.
OUR_TURN = (State.RECEIVED, State.RUNNING)


class Urgency(StrEnum):
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    IN_TIME = "in_time"
    WAITING = "waiting"
    UNTOLD = "untold"

    @property
    def says(self) -> Say:
        return URGENCY_SAYS[self]


URGENCY_SAYS = {
    Urgency.LATE: Say("已超期", "late"),
    Urgency.TODAY: Say("今天到期", "due today"),
    Urgency.SOON: Say("三个工作日内到期", "due within three working days"),
    Urgency.IN_TIME: Say("期限内", "in time"),
    Urgency.WAITING: Say("等企业或者中止中", "waiting for the firm, or paused"),
    Urgency.UNTOLD: Say("期限未能算出", "its day cannot be told"),
}


def urgency(application: Application, today: date) -> Urgency:
    """How near the bureau's next step is; colour and words come from it."""
    if application.act_by == NOT_OUR_TURN:
        untold = application.unsure_from is not None and application.state in OUR_TURN
        return Urgency.UNTOLD if untold else Urgency.WAITING
    if application.act_by <= today:
        return Urgency.LATE if application.act_by < today else Urgency.TODAY
    return Urgency.SOON if application.act_by <= _soon(today) else Urgency.IN_TIME


def accepted_by_silence(application: Application, today: date) -> bool:
    """Whether the law takes it for accepted though its row does not say so yet; a list shows that instead."""
    return application.state == State.RECEIVED and application.act_by < today


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """What a worklist is asked to show; empty shows all that is open. `late_on`: only what was due before that day ·
    `untold`: what the bureau is to do by a day no published calendar tells.

    `state`: an ended one shows what ended so · `firms`, `numbers`: of these, whether open or ended.
    """

    mine: bool = False
    item: str = ""
    state: str = ""
    late_on: date | None = None
    due_on: date | None = None
    untold: bool = False
    unassigned: bool = False
    firms: tuple[int, ...] | None = None
    numbers: tuple[str, ...] | None = None

    @property
    def ended(self) -> bool:
        """Whether only what has ended is asked for: the newest first, for none of it is due."""
        return self.state in State.values and self.state not in OPEN

    @property
    def everything(self) -> bool:
        return self.firms is not None or self.numbers is not None or self.ended


def worklist(actor: Actor, asked: WorkFilter = WorkFilter()) -> QuerySet[Application]:  # frozen
    """Open applications of the actor's unit, or for a leader of all below it, the most urgent first."""
    rows = listed().filter(handler=actor.official_id) if asked.mine else _of_units(actor, listed())
    return narrowed(rows, asked)


def narrowed(rows: QuerySet[Application], asked: WorkFilter) -> QuerySet[Application]:
    """Of these rows what the filter asks for, in its order."""
    if not asked.everything:
        rows = rows.filter(ended_on=None)
    if asked.unassigned:
        rows = rows.filter(handler=None)
    if asked.item:
        rows = rows.filter(item=asked.item)
    if asked.state in State.values:
        rows = rows.filter(state=asked.state)
    if asked.late_on:
        rows = rows.filter(act_by__lt=asked.late_on)
    if asked.due_on:
        rows = rows.filter(act_by=asked.due_on)
    if asked.untold:
        rows = rows.filter(act_by=NOT_OUR_TURN, unsure_from__isnull=False, state__in=OUR_TURN)
    if asked.firms is not None:
        rows = rows.filter(enterprise__in=asked.firms)
    if asked.numbers is not None:
        rows = rows.filter(number__in=asked.numbers)
    return rows.order_by("-act_by", "-id") if asked.ended else rows.order_by("act_by", "id")


def own_applications(actor: Actor) -> QuerySet[Application]:
    """Of every firm this person acts for, the newest first; agents see the same as the firm's own people."""
    return listed().filter(enterprise__in=actor.enterprise_ids)


def visible_applications(actor: Actor) -> QuerySet[Application]:
    """What this person may look up, as `permissions.MAY['see']` has it."""
    if actor.enterprise_ids:
        return own_applications(actor)
    if actor.holds(Role.SUPERVISOR):
        return listed()
    if not actor.holds(*SERVING):
        return listed().none()
    return _of_units(actor, listed()) | listed().filter(handler=actor.official_id)


def listed() -> QuerySet[Application]:
    """With what a list shows, and without what is filled in: that can be long."""
    return Application.objects.select_related("enterprise", "department", "handler").defer("fields", "terms")


def _of_units(actor: Actor, rows: QuerySet[Application]) -> QuerySet[Application]:
    units = units_of(actor)
    return rows.filter(department=units[0]) if len(units) == 1 else rows.filter(department__in=units)


def _soon(today: date) -> date:
    try:
        return add_workdays(today, SOON_WORKDAYS)
    except UnpublishedYear:
        return today
