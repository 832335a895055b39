"""Taking in the totals the organ released: small files in the exchange folder, each read once."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django_tasks import task

from qinqing.measures.models import SMALLEST_SHOWN, ReleasedTotal
from qinqing.measures.services import take_release
from qinqing.oversight.rules import has_totals
from qinqing.work.schedule import recurring

log = logging.getLogger("qinqing.measures")


@recurring(every=timedelta(minutes=1))
@task()
def take_releases() -> int:
    """How many new totals were taken in. A file that is no release is left where it is and said in the log."""
    folder = settings.EXCHANGE / "releases"
    taken = 0
    for path in sorted(folder.glob("*.json")):
        if ReleasedTotal.objects.filter(source=path.stem).exists():
            continue
        try:
            given = read_release(path)
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            log.error("%s is no release: %s", path, wrong)
            continue
        if not is_replayed(**given):
            take_release(path.stem, **given)
            taken += 1
    return taken


def is_replayed(
    address: str, period_from: date, period_to: date, released_on: date, total: int | None
) -> bool:
    """Whether what stands for this article and period was released that day or later: an older file changes nothing."""
    period = {"address": address, "period_from": period_from, "period_to": period_to}
    return ReleasedTotal.objects.filter(**period, released_on__gte=released_on).exists()


def read_release(path: Path) -> dict[str, Any]:
    """The file's fields, typed; ValueError where the article has no totals or a total could name somebody."""
    given = json.loads(path.read_text(encoding="utf-8"))
    if not has_totals(given["address"]):
        raise ValueError(f"no totals of article {given['address']}")
    days = {name: date.fromisoformat(given[name]) for name in ("period_from", "period_to", "released_on")}
    if days["period_to"] < days["period_from"]:
        raise ValueError("the period ends before it begins")
    return {"address": given["address"], **days, "total": _total(given["total"])}


def _total(total: object) -> int | None:
    """A total as the public may read it: none, SMALLEST_SHOWN or more, or withheld."""
    if total is None:
        return None
    if not isinstance(total, int) or isinstance(total, bool) or total < 0 or 0 < total < SMALLEST_SHOWN:
        raise ValueError(f"total {total!r}")
    return total
