"""Acts at a steady pace while the log is kept as the worker keeps it: how long after an act its receipt can be had.

From the act's own time to that of the first checkpoint over it. Every receipt of a sample is made and verified. Pass lines,
on PostgreSQL: 200 entries a second for as long as it runs, p99 of the receipts at 2 s.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.log import STORES, installation, written
from bench.support.measured import ROOT
from bench.support.results import Line, keep
from bench.support.worlds import scaled

SECONDS, WRITERS, EVERY_S = max(2, scaled(60)), 22, 0.1
PASS_RATE, PASS_S = 200, 2


def main() -> int:
    figures = {store: measured(store) for store in STORES}
    lines = [line for store, figure in figures.items() for line in lines_of(store, figure)]
    given = {"seconds": SECONDS, "pass_per_s": PASS_RATE, "pass_s": PASS_S, "load": os.getloadavg()[0]}
    return keep("receipts", {**figures, **given}, *lines)


def measured(store: str) -> dict[str, Any]:
    with installation(store) as here:
        keeping = here.start("work")
        try:
            acts = written(here, how="outbox", writers=WRITERS, seconds=SECONDS, every_s=EVERY_S)
            receipts = [sys.executable, "-m", "bench.support.receipts"]
            told = subprocess.run(
                receipts, env=here.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True
            )
        finally:
            keeping.terminate()
            _, _, used = os.wait4(keeping.pid, 0)
            keeping.returncode = 0
    kept = json.loads(told.stdout)
    cpu_ms = 1000 * (used.ru_utime + used.ru_stime) / kept["receipts"]
    return {**acts, **kept, "worker_and_signer_cpu_ms_per_entry": round(cpu_ms, 2)}


def lines_of(store: str, figure: dict[str, Any]) -> tuple[Line, Line]:
    rate, p99_s = figure["appends_per_s"], figure["receipts_p99_s"]
    passes = store == "postgresql"
    return (
        Line(
            f"{store}, acts at a steady pace",
            f"{rate:.0f}/s for {SECONDS} s, p99 {figure['p99_ms']:.0f} ms",
            *((f"≥ {PASS_RATE}/s", rate >= PASS_RATE) if passes else ()),
        ),
        Line(
            f"{store}, receipts",
            f"p99 {p99_s:.2f} s, median {figure['receipts_median_s']:.2f} s ({figure['receipts_verified']} verified)",
            *((f"≤ {PASS_S} s", p99_s <= PASS_S) if passes else ()),
        ),
    )


if __name__ == "__main__":
    raise SystemExit(main())
