"""Numbers people call a matter by: 2026-000123, counted per year."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from qinqing.affairs.models import Numbering

# One question instead of two; both databases understand it.
NEXT = "UPDATE affairs_numbering SET last = last + 1 WHERE year = %s RETURNING last"


def next_number(letter: str = "") -> str:
    """Given at once and for good: a filing that fails afterwards leaves a gap, and nobody waits for another's filing.

    Called before the act's own transaction, which would hold the year's row until it is written.
    """
    year = timezone.localdate().year
    count = _next(year)
    if count is None:
        Numbering.objects.bulk_create([Numbering(year=year)], ignore_conflicts=True)
        count = _next(year)
    return f"{letter}{year}-{count:06d}"


def _next(year: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [year])
        row = cursor.fetchone()
    return int(row[0]) if row else None
