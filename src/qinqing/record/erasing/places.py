"""Where a person's data lie: each app names its own places, and nobody else's list has to be kept in step.

held("oversight.clearances", Say("澄清书", "clearances"), Clearance,
     about=lambda s: Q(disposition__official__in=s.officials), clears={"words": CLEARED})
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from qinqing.record.binding import Protected, chunks
from qinqing.record.erasing.subject import CLEARED, Subject
from qinqing.refusals import Problem, Say

About = Callable[[Subject], Q]
# column → what it holds afterwards, or how that follows from the row; None: the row goes as a whole
Clears = Mapping[str, Any | Callable[[Subject, Model], Any]]


@dataclass(frozen=True, slots=True)
class Held:
    """Rows about a person: which, and which columns are emptied. Rows stay unless `clears` is None."""

    name: str
    says: Say
    model: type[Model]
    about: About
    clears: Clears | None

    def keys(self, subject: Subject) -> list[Any]:
        return list(self._rows(subject).values_list("pk", flat=True))

    def scrub(self, subject: Subject) -> list[Protected]:
        """What of it an entry must set anew."""
        rows = list(self._rows(subject))
        if self.clears is None:
            for some in chunks([row.pk for row in rows]):
                self.model._base_manager.filter(pk__in=some).delete()
            return []
        for row in rows:
            new = {name: to(subject, row) if callable(to) else to for name, to in self.clears.items()}
            self.model._base_manager.filter(pk=row.pk).update(**new)
        return [row for row in rows if isinstance(row, Protected)]

    def _rows(self, subject: Subject) -> Any:
        found = self.model._base_manager.filter(self.about(subject)).order_by("pk")
        return self.model._base_manager.filter(pk__in=found.values("pk")).order_by("pk")


@dataclass(frozen=True, slots=True)
class Other:
    """What is no row with a column for them: files, sessions, caches. `scrub` may be asked again where it was cut short.

    Both say how many things of it named the person.
    """

    name: str
    says: Say
    count: Callable[[Subject], int]
    scrub: Callable[[Subject], int]


HELD: list[Held] = []
OTHERS: list[Other] = []
# Why a person may not be erased now: each app's own reasons, empty where there are none.
KEEPS: list[Callable[[Subject], Iterable[Problem]]] = []
# Every id of persons an app knows, for finding again whom a restored backup brought back.
KNOWN: list[Callable[[], Iterable[str]]] = []
# Whom an app knows only as the kin of these officials.
RELATIVES: list[Callable[[Collection[int]], Iterable[str]]] = []


def held(name: str, says: Say, model: type[Model], about: About, clears: Clears | None) -> None:
    HELD.append(Held(name, says, model, about, clears))


def others(name: str, says: Say, count: Callable[[Subject], int], scrub: Callable[[Subject], int]) -> None:
    OTHERS.append(Other(name, says, count, scrub))


def where_any(column: str, word: str = CLEARED) -> Callable[[Subject, Model], Any]:
    """`word` where something stood, nothing where nothing did."""
    return lambda _, row: word if getattr(row, column) else getattr(row, column)


def stand_in(subject: Subject, _: Model) -> str:
    return subject.stand_in
