"""A finding's page in both custodies: server time and questions with 1, 100 and 10,000 evidence rows.

Each finding has what makes its page long: the values of its rule as a sweep kept them, beside a home values file; at
the bureau a question released and answered, at the organ a path drawn as a picture and a package asked for. Pass
line: median at most 30 ms and at most 12 questions, however many rows. `python -m bench.finding_page`
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PASS_MS, PASS_QUESTIONS = 30.0, 12
ROWS = (1, 100, 10_000)
REQUESTS = 60
CUSTODIES = ("bureau", "organ")


def main(arguments: list[str]) -> int:
    """Without arguments both custodies, each in a process and a store of its own."""
    if arguments:
        print(json.dumps(measured_in(arguments[0])))
        return 0
    return report({custody: _in_its_own_process(custody) for custody in CUSTODIES})


def _in_its_own_process(custody: str) -> dict[str, tuple[float, int]]:
    with tempfile.TemporaryDirectory() as home:
        own = {"QINQING_HOME": home, "QINQING_HTTPS": "false", "QINQING_SECOND_FACTOR": "false"}
        own |= {"QINQING_CUSTODY": custody, "DJANGO_SETTINGS_MODULE": "tests.support.settings"}
        line = [sys.executable, __file__, custody]
        done = subprocess.run(line, env={**os.environ, **own}, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def measured_in(custody: str) -> dict[int, tuple[float, int]]:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.support.findings import bureau_pages, organ_pages

    # Django's own preparation for tests would time its listening in on every template as well.
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    return measure(*(organ_pages if custody == "organ" else bureau_pages)(ROWS))


def measure(client: object, addresses: dict[int, str]) -> dict[int, tuple[float, int]]:
    """rows → (median milliseconds, questions)."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    assert isinstance(client, Client)
    questions, times = {}, {rows: [] for rows in addresses}
    for rows, address in addresses.items():
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        questions[rows] = len(asked)
    # In turn, so that whatever else the machine does falls on all alike.
    for _ in range(REQUESTS):
        for rows, address in addresses.items():
            started = time.perf_counter()
            client.get(address)
            times[rows].append((time.perf_counter() - started) * 1000)
    return {rows: (median(times[rows]), questions[rows]) for rows in addresses}


def report(found: dict[str, dict[str, tuple[float, int]]]) -> int:
    from bench.support.results import Line, keep

    lines = [
        Line(
            f"a finding's page, {custody}, {rows} rows",
            f"median {ms:.1f} ms, {n} questions",
            f"≤ {PASS_MS:.0f} ms, {PASS_QUESTIONS}",
            ms <= PASS_MS and n <= PASS_QUESTIONS,
        )
        for custody, pages in found.items()
        for rows, (ms, n) in pages.items()
    ]
    figures = {
        custody: {rows: {"median_ms": round(ms, 1), "questions": n} for rows, (ms, n) in pages.items()}
        for custody, pages in found.items()
    }
    return keep("finding_page", figures, *lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
