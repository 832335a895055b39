"""What happened here as rows of the fact folder, so that the service rules judge the platform's own record.

Who rated without a name is nobody's to know: such a row names neither firm nor application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qinqing.affairs import refusals
from qinqing.affairs.models import (
    Application,
    CorrectionNotice,
    Intermediary,
    Kind,
    Problem,
    Rating,
    State,
    Step,
)
from qinqing.affairs.timing import events_of
from qinqing.clock.history import read_history
from qinqing.organisations.models import Department, Official

Row = dict[str, Any]
BATCH = 2000


def applications() -> Iterator[Row]:
    """`accepted_on` is what the bureau said: silence that the law takes for acceptance stays silence here."""
    leaders = _leaders()
    said = dict(Step.objects.filter(kind=Kind.ACCEPTED).values_list("application_id", "on"))
    rows = Application.objects.select_related("enterprise", "department", "handler").defer("fields", "terms")
    for row in rows.order_by("number").iterator(BATCH):
        declined = row.state == State.NOT_ACCEPTED
        yield {
            "application_id": row.number,
            "enterprise_id": row.enterprise.key,
            "item": row.item,
            "department_id": row.department.key,
            "handler_id": row.handler.key if row.handler else _leader(leaders, row),
            "received_on": row.received_on,
            "accepted_on": said.get(row.pk),
            "not_accepted_on": row.ended_on if declined else None,
            "promised_due_on": row.promised_due_on,
            "due_on": row.due_on,
            "decided_on": row.decided_on,
            "outcome": row.outcome or None,
            "trips": row.trips,
        }


def correction_notices() -> Iterator[Row]:
    rows = CorrectionNotice.objects.filter(issued_on__isnull=False).order_by("id")
    for pk, number, issued_on in rows.values_list("pk", "application__number", "issued_on").iterator(BATCH):
        yield {"notice_id": str(pk), "application_id": number, "issued_on": issued_on}


def pauses() -> Iterator[Row]:
    """As the clock pairs them: each with the day it was resumed."""
    paused = Application.objects.filter(steps__kind=Kind.PAUSED).distinct().order_by("number")
    for application in paused.prefetch_related("steps").iterator(BATCH):
        events = events_of(application.steps.all())
        history = read_history(events, max(event.on for event in events))
        for place, pause in enumerate(sorted(history.pauses, key=lambda one: one.paused_on), start=1):
            yield {
                "pause_id": f"{application.number}/{place}",
                "application_id": application.number,
                "ground": pause.ground,
                "started_on": pause.paused_on,
                "ended_on": pause.resumed_on,
            }


def ratings() -> Iterator[Row]:
    rows = Rating.objects.select_related("application__enterprise", "application__handler", "department")
    for row in rows.order_by("pk").iterator(BATCH):
        handler = row.application.handler
        yield {
            "rating_id": str(row.pk),
            "application_id": row.application.number if row.real_name else None,
            "enterprise_id": row.application.enterprise.key if row.real_name else None,
            "real_name": row.real_name,
            "department_id": row.department.key,
            "handler_id": handler.key if handler else None,
            "grade": row.grade,
            "rated_on": row.rated_on,
            "device": row.device or None,
            "upheld_mistaken": row.upheld_mistaken,
            "contacted_on": row.contacted_on,
            "rectified_on": row.rectified_on,
        }


def problems() -> Iterator[Row]:
    for row in Problem.objects.select_related("enterprise", "owner").order_by("number").iterator(BATCH):
        yield {
            "problem_id": row.number,
            "enterprise_id": row.enterprise.key,
            "official_id": row.owner.key,
            "raised_on": row.raised_on,
            "due_on": row.due_on,
            "resolved_on": row.resolved_on,
            "enterprise_confirmed": row.enterprise_confirmed,
            "transfers": row.transfers,
        }


def intermediary_services() -> Iterator[Row]:
    """Those of no application too: an intermediary may be forced upon a firm before it files anything."""
    rows = Intermediary.objects.select_related("application", "enterprise", "intermediary").order_by("pk")
    for row in rows.iterator(BATCH):
        yield {
            "service_id": str(row.pk),
            "application_id": row.application.number if row.application else None,
            "enterprise_id": row.enterprise.key,
            "intermediary_id": row.intermediary.key,
            "kind": row.kind,
            "chosen_by": row.chosen_by,
            "payer": row.payer,
            "engaged_on": row.engaged_on,
            "fee_cny": row.fee_cny,
        }


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "applications": applications,
    "correction_notices": correction_notices,
    "pauses": pauses,
    "ratings": ratings,
    "problems": problems,
    "intermediary_services": intermediary_services,
}


def began() -> bool:
    """Whether this app keeps the record: from its first application on; before that, the loaded folder has it."""
    return Application.objects.exists()


def _leaders() -> dict[int, str]:
    """Unit → who leads it, and answers for what nobody handles yet."""
    leaders = Official.objects.filter(leader=True).order_by("-key")
    return dict(leaders.values_list("department_id", "key"))


def _leader(leaders: dict[int, str], row: Application) -> str:
    unit: Department | None = row.department
    while unit is not None:
        if unit.pk in leaders:
            return leaders[unit.pk]
        unit = unit.parent
    raise refusals.nobody_answers(row)
