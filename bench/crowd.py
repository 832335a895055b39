"""Two hundred people at once, most of them reading, everything on one box of two cores; then a thousand.

Firms' people follow their applications, save drafts and note trips; staff read worklist and cases; all read public
pages. Each asks, reads for about five seconds, and asks again. Server, database, worker and the crowd itself share the
two cores. Pass lines, on PostgreSQL: p99 of reads at 0.8 s and of writes at 1.5 s without an error; with a thousand,
the surplus is refused (503) and nothing else goes wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.crowd import Person, crowd
from bench.support.log import STORES, installation
from bench.support.measured import ROOT
from bench.support.results import Line, keep
from bench.support.serving import free_port, server
from bench.support.worlds import scaled

PEOPLE, TIMES, SECONDS, PAUSE_S = 200, 5, max(12, scaled(60)), 5.0
PASS_READ_MS, PASS_WRITE_MS = 800, 1500
FINE = {"read 200", "write 200", "write 302", "write 303"}
SURPLUS = {"read 503", "write 503", "read 429", "write 429"}


def main() -> int:
    figures = {store: measured(store) for store in STORES}
    lines = [line for store, figure in figures.items() for line in lines_of(store, figure)]
    given = {"people": PEOPLE, "times": TIMES, "seconds": SECONDS, "pause_s": PAUSE_S}
    return keep("crowd", {**figures, **given, "load": os.getloadavg()[0]}, *lines)


def measured(store: str) -> dict[str, Any]:
    with installation(store) as here:
        line = [sys.executable, "-m", "bench.support.crowd_office", str(PEOPLE * TIMES)]
        given = subprocess.run(line, env=here.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        people = [Person(**one) for one in json.loads(given.stdout)]
        some = people[:: len(people) // PEOPLE]
        keeping, port = here.start("work"), free_port()
        # Signed in already: the second factor is asked for at the door.
        os.environ.update(here.environment, QINQING_SECOND_FACTOR="false")
        try:
            with server("qinqing.config.wsgi:application", port):
                crowd(port, some, 5, PAUSE_S)  # warm
                usual = crowd(port, some, SECONDS, PAUSE_S).figures(SECONDS)
                many = crowd(port, people, SECONDS, PAUSE_S).figures(SECONDS)
        finally:
            keeping.terminate()
            keeping.wait()
    return {"usual": usual, "many": many}


def lines_of(store: str, figure: dict[str, Any]) -> list[Line]:
    usual, many = figure["usual"], figure["many"]
    passes = store == "postgresql"
    wrong = {**usual["connections_lost"], **{k: n for k, n in usual["statuses"].items() if k not in FINE}}
    bad = {k: n for k, n in many["statuses"].items() if k not in FINE | SURPLUS} | many["connections_lost"]
    refused = sum(n for k, n in many["statuses"].items() if k in SURPLUS)
    reads, writes = usual["reads_p99_ms"], usual["writes_p99_ms"]
    return [
        Line(
            f"{store}, {PEOPLE} people, {usual['answered_per_s']:.0f} answers/s",
            f"reads p99 {reads:.0f} ms, writes p99 {writes:.0f} ms, wrong: {wrong or 'none'}",
            *(
                (
                    f"≤ {PASS_READ_MS} and {PASS_WRITE_MS} ms, no error",
                    reads <= PASS_READ_MS and writes <= PASS_WRITE_MS and not wrong,
                )
                if passes
                else ()
            ),
        ),
        Line(
            f"{store}, {PEOPLE * TIMES} people, {many['answered_per_s']:.0f} answers/s",
            f"{refused} refused in {many.get('refusals_median_ms', 0):.0f} ms (p99 {many.get('refusals_p99_ms', 0):.0f}), "
            f"reads p99 {many['reads_p99_ms']:.0f} ms, wrong: {bad or 'none'}",
            *(("only refusals", not bad) if passes else ()),
        ),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
