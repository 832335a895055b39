"""What the bureau itself says and shows of its items beside their text. Until the platform keeps it: nothing, said so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qinqing.affairs.catalogue.terms import Term


@dataclass(frozen=True, slots=True)
class Statistics:
    """How long an item really takes, of cases finished and still open: days of the unit it is counted in.

    `late`, `returned`: shares from 0 to 1 of all these cases.
    """

    since: date
    cases: int
    still_open: int
    median: float
    ninetieth: float
    late: float
    returned: float

    @property
    def late_percent(self) -> int:
        return round(self.late * 100)

    @property
    def returned_percent(self) -> int:
        return round(self.returned * 100)


def statistics(item: str) -> Statistics | None:
    """How the item's cases really went; None while there are too few to say."""
    return None


def confirmed_promise(item: str, day: date) -> Term | None:
    """What the bureau promised for the item on that day, over its sample; None where it confirmed nothing itself."""
    return None
