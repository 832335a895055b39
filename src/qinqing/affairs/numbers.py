"""Numbers people call a matter by: 2026-000123, counted per year."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from qinqing.affairs.models import Numbering


def next_number(letter: str = "") -> str:
    """Given at once and for good: a filing that fails afterwards leaves a gap, and nobody waits for another's filing.

    Called before the act's own transaction, which would hold the year's row until it is written.
    """
    year = timezone.localdate().year
    with transaction.atomic():
        counting = Numbering.objects.filter(year=year)
        if not counting.update(last=F("last") + 1):
            Numbering.objects.get_or_create(year=year)
            counting.update(last=F("last") + 1)
        count = counting.values_list("last", flat=True).get()
    return f"{letter}{year}-{count:06d}"
