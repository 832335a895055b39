"""A worklist a page at a time: by the last row's own place instead of a count, so that page 1,000 costs what page 1 does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import (  # type: ignore[import-untyped]  # no stubs of it yet
    Tuple,
    TupleGreaterThan,
    TupleLessThan,
)
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.accounts.units import units_of
from qinqing.affairs.models import Application
from qinqing.affairs.permissions import SERVING
from qinqing.affairs.selectors.lists import WorkFilter, listed, narrowed
from qinqing.affairs.selectors.together import EACH, count_of, first_of
from qinqing.organisations.models import Department, Enterprise

PER_PAGE = 30
# A longer list is said to be longer than this, and not counted.
MOST_COUNTED = 999
# More firms than these fit the words: whoever asks writes more of the name.
MOST_FIRMS = 50
NUMBER = re.compile(r"(?:(\d{4})-)?(\d{1,9})")
CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")

Key = tuple[date, int]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """`after`: where the next page begins, '' where none does."""

    rows: list[Application]
    after: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Of what is open; MOST_COUNTED + 1 stands for more."""

    mine: int
    today: int
    late: int
    unit: int
    untold: int


def page_of(actor: Actor, asked: WorkFilter, after: str = "") -> WorkPage:
    """One page in the order of `narrowed`. An `after` nobody gave out begins at the front."""
    place = key_in(after)
    if asked.mine:
        own = _after(_own(actor), asked, place).values_list("id", flat=True)
        found = [*own[: PER_PAGE + 1]]
    else:
        rows = _after(listed().filter(department=EACH), asked, place)
        found = first_of(rows, _units(actor), PER_PAGE + 1, newest=asked.ended)
    known = listed().in_bulk(found[:PER_PAGE])
    page = [known[pk] for pk in found[:PER_PAGE]]
    return WorkPage(page, _written(page[-1]) if len(found) > PER_PAGE else "")


def counts_of(actor: Actor, today: date) -> Counts:
    """Five numbers beside the tabs, each from an index and none beyond MOST_COUNTED + 1 rows."""
    return Counts(
        mine=counted(actor, WorkFilter(mine=True)),
        today=counted(actor, WorkFilter(due_on=today)),
        late=counted(actor, WorkFilter(late_on=today)),
        unit=counted(actor, WorkFilter()),
        untold=counted(actor, WorkFilter(untold=True)),
    )


def counted(actor: Actor, asked: WorkFilter) -> int:
    """Up to MOST_COUNTED + 1, which stands for more."""
    most = MOST_COUNTED + 1
    if asked.mine:
        return narrowed(_own(actor), asked)[:most].count()
    return min(count_of(narrowed(listed().filter(department=EACH), asked), _units(actor), most), most)


def meant(words: str, asked: WorkFilter) -> tuple[WorkFilter, int]:
    """The filter narrowed by a number, a credit code or part of a firm's name; how many firms fit, at most MOST_FIRMS.

    A number may be written short: 123 is this year's and last year's 000123.
    """
    words = words.strip()
    if not words:
        return asked, 0
    if number := NUMBER.fullmatch(words):
        return replace(asked, numbers=_numbers(*number.groups())), 0
    firms = Enterprise.objects.order_by()
    code = words.upper()
    by = firms.filter(key=code) if CREDIT_CODE.fullmatch(code) else firms.filter(name__contains=words)
    found = tuple(by.values_list("pk", flat=True)[:MOST_FIRMS])
    return replace(asked, firms=found), len(found)


def key_in(after: str) -> Key | None:
    """`2026-10-22.17` as a row's place; None for anything else."""
    day, _, row = after.partition(".")
    try:
        return (date.fromisoformat(day), int(row)) if row.isdecimal() and len(row) < 19 else None
    except ValueError:
        return None


def _written(row: Application) -> str:
    return f"{row.act_by.isoformat()}.{row.pk}"


def _own(actor: Actor) -> QuerySet[Application]:
    """What this official handles; nothing for somebody who is none."""
    return listed().filter(handler=actor.official_id, handler__isnull=False)


def _units(actor: Actor) -> Sequence[int]:
    if actor.holds(Role.SUPERVISOR):
        return [*Department.objects.values_list("id", flat=True)]
    return units_of(actor) if actor.holds(*SERVING) else []


def _after(rows: QuerySet[Application], asked: WorkFilter, place: Key | None) -> QuerySet[Application]:
    rows = narrowed(rows, asked)
    if place is None:
        return rows
    beyond = TupleLessThan if asked.ended else TupleGreaterThan
    return rows.filter(beyond(Tuple("act_by", "id"), place))


def _numbers(year: str | None, count: str) -> tuple[str, ...]:
    this_year = timezone.localdate().year
    years = [int(year)] if year else [this_year, this_year - 1]
    return tuple(f"{one}-{int(count):06d}" for one in years)
