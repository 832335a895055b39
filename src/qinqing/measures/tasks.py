"""Taking in the totals the organ released: small files in the exchange folder, each read once."""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django_tasks import task

from qinqing.law.bindings import load_binding
from qinqing.measures.models import ReleasedTotal
from qinqing.measures.services import take_release
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
            take_release(path.stem, **read_release(path))
            taken += 1
        except (ValueError, KeyError, TypeError) as wrong:
            log.error("%s is no release: %s", path, wrong)
    return taken


def read_release(path: Path) -> dict[str, Any]:
    """The file's fields, typed; ValueError where the article is unknown or a total could name somebody."""
    given = json.loads(path.read_text(encoding="utf-8"))
    total = given["total"]
    if given["address"] not in load_binding(settings.MEASURE).articles:
        raise ValueError(f"no article {given['address']}")
    if total is not None and (not isinstance(total, int) or isinstance(total, bool) or total < 0):
        raise ValueError(f"total {total!r}")
    return {
        "address": given["address"],
        "period_from": date.fromisoformat(given["period_from"]),
        "period_to": date.fromisoformat(given["period_to"]),
        "released_on": date.fromisoformat(given["released_on"]),
        "total": total,
    }
