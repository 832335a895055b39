"""What the bureau itself says and shows of its items beside their text: its fees, how it really went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import caches
from django.utils import timezone

from qinqing.affairs.catalogue.fees import Standard
from qinqing.affairs.models import FeeStandard
from qinqing.affairs.selectors.figures import going_of
from qinqing.affairs.texts import items_now
from qinqing.clock import Unit
from qinqing.law.values import unit_words
from qinqing.organisations.house import house_values
from qinqing.refusals import Say

ONE_DAY = timedelta(days=1)
# Two years of cases change little in an hour, and are not read anew for each visitor.
KEPT_SECONDS = 3600
UNKNOWN = object()


@dataclass(frozen=True, slots=True)
class Statistics:
    """How long an item really takes, of cases finished and still open: days of the unit it is counted in.

    `median`, `ninetieth` None: too many are still open to tell · `late`, `returned`: shares from 0 to 1 · `late` None: of
    none the day due is known and has come.
    """

    since: date
    cases: int
    still_open: int
    median: float | None
    ninetieth: float | None
    late: float | None
    returned: float
    unit: str = Unit.WORKDAY

    @property
    def unit_says(self) -> Say:
        return unit_words(self.unit)

    @property
    def late_percent(self) -> int | None:
        return None if self.late is None else round(self.late * 100)

    @property
    def returned_percent(self) -> int:
        return round(self.returned * 100)


def statistics(item: str) -> Statistics | None:
    """How the item's cases really went; None while there are too few to say. Reckoned once an hour at most."""
    kept = caches["pages"]
    key = f"affairs.statistics.{item}.{timezone.localdate()}"
    found: Any = kept.get(key, UNKNOWN)
    if found is UNKNOWN:
        found = _reckoned(item)
        kept.set(key, found, KEPT_SECONDS)
    told: Statistics | None = found
    return told


def _reckoned(item: str) -> Statistics | None:
    going = going_of(item, _unit(item))
    if going is None:
        return None
    return Statistics(
        since=going.since,
        unit=going.unit,
        cases=going.cases,
        still_open=going.still_open,
        median=going.median,
        ninetieth=going.ninetieth,
        late=going.late / going.due if going.due else None,
        returned=going.returned / going.cases,
    )


def standards_of(fee: str) -> Iterator[Standard]:
    """The published standards of a fee, each until the day before the next."""
    rows = [*FeeStandard.objects.filter(fee=fee).order_by("since")]
    for row, later in zip(rows, [*rows, None][1:], strict=True):
        yield Standard(fee, row.since, later.since - ONE_DAY if later else None, row.standard_cny)


def _unit(item: str) -> str:
    """As the item's own limit is counted; calendar days where the law sets none."""
    offered = items_now().get(item)
    limit = house_values().catalogue[offered.limit] if offered and offered.limit else None
    return limit.unit if limit else Unit.DAY.value
