"""A finding's page: server time and questions with 1, 100 and 10,000 evidence rows, in a store made for it.

Pass line: median at most 30 ms and at most 12 questions, however many rows. `python -m bench.finding_page`
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

PASS_MS, PASS_QUESTIONS = 30.0, 12
ROWS = (1, 100, 10_000)
REQUESTS = 60


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(QINQING_HOME=home, QINQING_HTTPS="false", QINQING_SECOND_FACTOR="false")
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        # Django's own preparation for tests would time its listening in on every template as well.
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("migrate", verbosity=0)
        return report(measure())


def measure() -> dict[int, tuple[float, int]]:
    """rows → (median milliseconds, questions)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qinqing.accounts.roles import Role
    from tests.support.people import make_office, signed_in

    office = make_office()
    client = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    addresses = {rows: f"/gw/findings/{finding_with(office, rows)}/" for rows in ROWS}
    questions, times = {}, {rows: [] for rows in ROWS}
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
    return {rows: (median(times[rows]), questions[rows]) for rows in ROWS}


def finding_with(office: object, rows: int) -> str:
    from qinqing.oversight.models import EvidenceRow
    from tests.support.people import make_finding

    finding = make_finding(office, evidence_count=rows)  # type: ignore[arg-type]
    EvidenceRow.objects.bulk_create(
        EvidenceRow(
            finding=finding,
            position=n,
            ref=f"applications:A{n}",
            row={"application_id": f"A{n}", "due_on": "2026-10-15"},
        )
        for n in range(1, rows + 1)
    )
    return finding.number


def report(found: dict[int, tuple[float, int]]) -> int:
    from bench.support.results import Line, keep

    lines = [
        Line(
            f"a finding's page among {rows}",
            f"median {ms:.1f} ms, {n} questions",
            f"≤ {PASS_MS:.0f} ms, {PASS_QUESTIONS}",
            ms <= PASS_MS and n <= PASS_QUESTIONS,
        )
        for rows, (ms, n) in found.items()
    ]
    figures = {str(rows): {"median_ms": round(ms, 1), "questions": n} for rows, (ms, n) in found.items()}
    return keep("finding_page", figures, *lines)


if __name__ == "__main__":
    raise SystemExit(main())
