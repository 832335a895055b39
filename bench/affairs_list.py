"""The staff's list of applications over 100,000 rows on SQLite and 1,000,000 on PostgreSQL, side by side: server time.

Asked in turn: a handler's own, a unit's, what is late, by item, by state, what has ended, deep into the list, by
number, by firm, and the head's over every unit. Pass line: median at most 80 ms, 99 of 100 within 200 ms.
`python -m bench.affairs_list`
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.worlds import scaled
from tests.support import postgres

MEDIAN_MS, P99_MS = 80.0, 200.0
REQUESTS = 30
ROWS = {"sqlite": 100_000, "postgresql": 1_000_000}
# Each address is asked as this person: the one who handles, or the head of the bureau.
ASKED = {
    "own": ("clerk", "?tab=mine"),
    "own, late": ("clerk", "?tab=late"),
    "unit": ("clerk", "?tab=unit"),
    "unit, by item": ("clerk", "?tab=unit&item=cad-demolition"),
    "unit, by state": ("clerk", "?tab=unit&state=paused"),
    "unit, ended": ("clerk", "?tab=unit&state=decided"),
    "unit, nobody's": ("clerk", "?tab=unit&free=1"),
    "unit, deep": ("clerk", "?tab=unit&after={deep}"),
    "by number": ("clerk", "?q={number}"),
    "by firm": ("clerk", "?q={firm}"),
    "every unit": ("head", "?tab=unit"),
    "every unit, by item": ("head", "?tab=unit&item=cad-scrapping"),
    "every unit, ended": ("head", "?tab=unit&state=decided"),
    "every unit, deep": ("head", "?tab=unit&after={deep}"),
}


def main(arguments: list[str]) -> int:
    """Without arguments both databases, each in a process and a store of its own."""
    if arguments:
        print(json.dumps(measured(int(arguments[0]))))
        return 0
    found = {"sqlite": _in_its_own_process("sqlite", "")}
    try:
        with postgres.cluster("bench", settings=("max_connections=20", "shared_buffers=256MB")) as addresses:
            found["postgresql"] = _in_its_own_process("postgresql", addresses["bench"])
    except postgres.NoCluster as reason:
        print(reason)
    return report(found)


def _in_its_own_process(database: str, address: str) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as home:
        own = {"QINQING_HOME": home, "QINQING_HTTPS": "false", "QINQING_SECOND_FACTOR": "false"}
        own |= {"DJANGO_SETTINGS_MODULE": "tests.support.settings"}
        own |= {"DATABASE_URL": address} if address else {}
        line = [sys.executable, __file__, str(scaled(ROWS[database]))]
        done = subprocess.run(line, env={**os.environ, **own}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def measured(count: int) -> dict[str, list[float]]:
    """What was asked → milliseconds of each request."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from bench.support.applications import fill

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    started = time.monotonic()
    clerk, head = fill(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{count:,} rows in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return _timed(count, {"clerk": clerk, "head": head})


def _timed(count: int, people: dict[str, object]) -> dict[str, list[float]]:
    from django.test import Client

    from qinqing.affairs.models import Application

    open_rows = Application.objects.filter(ended_on=None).order_by("act_by", "id")
    place = open_rows.values_list("act_by", "id")[count // 40]
    some = Application.objects.select_related("enterprise").order_by("id")[count // 2]
    parts = {"deep": f"{place[0]}.{place[1]}", "number": some.number, "firm": some.enterprise.name[:8]}
    clients = {name: Client() for name in people}
    for name, user in people.items():
        clients[name].force_login(user)  # type: ignore[arg-type]
    times: dict[str, list[float]] = {name: [] for name in ASKED}
    # In turn, so that whatever else the machine does falls on all alike; the first round warms up.
    for turn in range(REQUESTS + 1):
        for name, (who, query) in ASKED.items():
            begun = time.perf_counter()
            answer = clients[who].get("/gw/affairs/" + query.format(**parts))
            took = (time.perf_counter() - begun) * 1000
            assert answer.status_code == 200, name
            if turn:
                times[name].append(took)
    return times


def report(found: dict[str, dict[str, list[float]]]) -> int:
    from bench.support.results import Line, keep

    lines, figures = [], {}
    for database, times in found.items():
        rows = scaled(ROWS[database])
        every = [one for several in times.values() for one in several]
        middle, worst = median(every), quantiles(every, n=100)[98]
        for name, several in times.items():
            print(f"  {database}, {name}: median {median(several):.0f} ms, longest {max(several):.0f} ms")
        lines.append(
            Line(
                f"the staff's list, {database}, {rows:,} applications",
                f"median {middle:.0f} ms, p99 {worst:.0f} ms",
                f"≤ {MEDIAN_MS:.0f}, {P99_MS:.0f} ms",
                middle <= MEDIAN_MS and worst <= P99_MS,
            )
        )
        figures[database] = {
            "rows": rows,
            "median_ms": round(middle, 1),
            "p99_ms": round(worst, 1),
            "by": {name: round(median(several), 1) for name, several in times.items()},
        }
    return keep("affairs_list", figures, *lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
