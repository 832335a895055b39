"""Applications filed by many firms at once, on both stores: two files looked into and kept, and the application's entry.

The log's part of the worker runs beside, as in earnest. Pass line, on PostgreSQL: 100 a second on two cores.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.log import STORES, installation
from bench.support.measured import ROOT
from bench.support.results import Line, keep
from bench.support.worlds import scaled

THREADS, SECONDS = 8, max(2, scaled(30))
PASS_RATE = 100


def main() -> int:
    figures = {store: measured(store) for store in STORES}
    given = {"seconds": SECONDS, "pass_per_s": PASS_RATE, "load": os.getloadavg()[0]}
    return keep("filing", {**figures, **given}, *(line_of(*one) for one in figures.items()))


def measured(store: str) -> dict[str, Any]:
    with installation(store) as here:
        keeping = here.start("work")
        try:
            line = [sys.executable, "-m", "bench.support.filings", json.dumps([THREADS, SECONDS])]
            done = subprocess.run(line, env=here.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        finally:
            keeping.terminate()
            keeping.wait()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def line_of(store: str, figure: dict[str, Any]) -> Line:
    rate = figure["filed_per_s"]
    return Line(
        f"{store}, filed with two files",
        f"{rate:.0f}/s, median {figure['median_ms']:.0f} ms, p99 {figure['p99_ms']:.0f} ms",
        *((f"≥ {PASS_RATE}/s", rate >= PASS_RATE) if store == "postgresql" else ()),
    )


if __name__ == "__main__":
    raise SystemExit(main())
