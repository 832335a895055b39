"""How an item really goes: how long, how often late, how often returned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from qinqing.affairs.models import Application, Precheck, State
from qinqing.affairs.waiting import Waited, days_until
from qinqing.law.calendar import covered_years, published_workdays
from qinqing.oversight.records import FEWEST_CASES

# What is older says how it was once.
SINCE = timedelta(days=730)
HALF, NINE_IN_TEN = Fraction(1, 2), Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Going:
    """Of applications received from `since` on. `median`, `ninetieth`: in `unit`s from receipt to decision, pauses
    and corrections included, None where too many are still open to tell.

    `late` of `due`: decided after their day, or past it and still open, of those whose day is known and has come or
    that are decided · `returned` of `cases`: with a correction notice, or sent back before filing.
    """

    since: date
    unit: str
    cases: int
    still_open: int
    median: int | None
    ninetieth: int | None
    late: int
    due: int
    returned: int


def going_of(item: str, unit: str, today: date | None = None) -> Going | None:
    """None while there are fewer than FEWEST_CASES: nine in ten would rest on one or two of them. `unit`: `workday` or `day`."""
    today = today or timezone.localdate()
    since = today - SINCE
    rows = Application.objects.filter(item=item, received_on__gte=since, received_on__lte=today)
    counted = rows.aggregate(
        cases=Count("id"), still_open=Count("id", filter=Q(ended_on=None)), **_lateness(today)
    )
    if counted["cases"] < FEWEST_CASES:
        return None
    unit = unit if today.year in covered_years() else "day"
    waited = [*_waited(rows, unit, today)]
    returned = rows.filter(notices__issued_on__isnull=False).distinct().count()
    sent_back = Precheck.objects.filter(item=item, on__gte=since, kind=Precheck.Kind.RETURNED).count()
    return Going(
        since=since,
        unit=unit,
        cases=counted["cases"] + sent_back,
        still_open=counted["still_open"],
        median=days_until(HALF, waited),
        ninetieth=days_until(NINE_IN_TEN, waited),
        late=counted["late"],
        due=counted["due"],
        returned=returned + sent_back,
    )


# Without one nobody is in time and nobody is late.
HAS_A_DAY = Q(due_on__isnull=False) | Q(promised_due_on__isnull=False)


def decided_late() -> Q:
    """Decided after the statute's day, or after the promised one where no statute sets any."""
    after = Q(decided_on__gt=F("due_on")) | Q(due_on=None, decided_on__gt=F("promised_due_on"))
    return Q(after, state=State.DECIDED)


def _lateness(today: date) -> dict[str, Count]:
    """By the same days of what is still open."""
    decided, passed = Q(state=State.DECIDED), Q(ended_on=None)
    late = decided_late() | Q(passed, due_on__lt=today)
    late |= Q(passed, due_on=None, promised_due_on__lt=today)
    return {"late": Count("id", filter=late), "due": Count("id", filter=(decided & HAS_A_DAY) | late)}


def _waited(rows: QuerySet[Application], unit: str, today: date) -> Iterator[Waited]:
    """Withdrawn and declined ones were waited for until they ended, and nobody knows how long it would have been."""
    alike = rows.order_by().values_list("received_on", "ended_on", "state").annotate(cases=Count("id"))
    for received_on, ended_on, state, cases in alike:
        days = _days(received_on, ended_on or today, unit)
        yield Waited(days, state == State.DECIDED, cases)


def _days(first: date, last: date, unit: str) -> int:
    if unit == "day":
        return (last - first).days
    works = published_workdays()
    return bisect_right(works, last) - bisect_right(works, first)
