"""A leader's page: what each handler has in hand and how it went, ranked only as far as the data can separate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.units import units_of
from qinqing.affairs.models import Application, CorrectionNotice, Rating, State
from qinqing.affairs.selectors.figures import HAS_A_DAY, decided_late
from qinqing.affairs.standings import Count as Bad
from qinqing.affairs.standings import Place, places
from qinqing.organisations.house import number_on
from qinqing.organisations.models import Official
from qinqing.oversight.records import Precision, wilson

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Ratings:
    """Of a group large enough to be shown: how many, how many of them poor, with Wilson's interval."""

    given: int
    poor: int
    share: Precision


@dataclass(frozen=True, slots=True)
class Load:
    """One handler, in the last year: `decided` so many, `due` those of them that had a day, `late` after it.

    `lateness`: late of due with its interval, None without any · `place`: by lateness.

    `ratings` None: fewer than may be shown, or nothing but poor ones; which of the two nobody is told.
    """

    official: Official
    in_hand: int
    late_now: int
    decided: int
    due: int
    late: int
    returned: int
    lateness: Precision | None
    place: Place
    ratings: Ratings | None


def caseloads(actor: Actor, today: date | None = None) -> list[Load]:
    """Of everybody who handled anything in the leader's units in the last year, by staff number. Three questions."""
    today = today or timezone.localdate()
    units = units_of(actor)
    rows = [*_counted(units, today)]
    ratings = _ratings(units, today)
    officials = Official.objects.in_bulk([row["handler"] for row in rows])
    stands = places([Bad(row["late"], row["due"]) for row in rows])
    return [
        Load(
            official=officials[row["handler"]],
            in_hand=row["in_hand"],
            late_now=row["late_now"],
            decided=row["decided"],
            due=row["due"],
            late=row["late"],
            returned=row["returned"],
            lateness=wilson(row["late"], row["due"]) if row["due"] else None,
            place=place,
            ratings=ratings.get(row["handler"]),
        )
        for row, place in zip(rows, stands, strict=True)
    ]


def _counted(units: Sequence[int], today: date) -> Sequence[dict[str, int]]:
    decided = Q(state=State.DECIDED, decided_on__gte=today - YEAR, by_machine=False)
    noticed = CorrectionNotice.objects.filter(application=OuterRef("pk"), issued_at__isnull=False)
    counted = (
        Application.objects.filter(department__in=units, handler__isnull=False)
        .filter(Q(ended_on=None) | Q(ended_on__gte=today - YEAR))
        .annotate(noticed=Exists(noticed))
        .order_by("handler__key")
        .values("handler", "handler__key")
        .annotate(
            in_hand=Count("id", filter=Q(ended_on=None)),
            late_now=Count("id", filter=Q(ended_on=None, act_by__lt=today)),
            decided=Count("id", filter=decided),
            due=Count("id", filter=decided & HAS_A_DAY),
            late=Count("id", filter=decided & decided_late()),
            returned=Count("id", filter=Q(noticed=True)),
        )
    )
    return [*counted]


def _ratings(units: Sequence[int], today: date) -> dict[int, Ratings]:
    """Up to the end of last month: who looks every day shall not see whose rating came today. None of small groups,
    nor of one that was poor throughout: that would say of each who rated how they did."""
    last = today.replace(day=1) - timedelta(days=1)
    fewest, poor = number_on("release_min_count", today) or 0, number_on("rating_poor_grade_max", today) or 0
    counted = (
        Rating.objects.filter(department__in=units, rated_on__gt=last - YEAR, rated_on__lte=last)
        .exclude(upheld_mistaken=True)
        .filter(application__handler__isnull=False)
        .order_by()
        .values_list("application__handler")
        .annotate(given=Count("id"), poor=Count("id", filter=Q(grade__lte=poor)))
    )
    return {
        handler: Ratings(given, poor, wilson(poor, given))
        for handler, given, poor in counted
        if given >= fewest and poor < given
    }
