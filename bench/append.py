"""Acts recorded side by side: the outbox against a serial hash chain under its lock, in one run, on both stores.

An act is a service that writes one entry, committed and on the disk. Pass lines, on PostgreSQL: three times the chain's
throughput at 32 writers; p99 at 100 ms with 200 writers at once, each with an act to do once a second.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.log import STORES, installation, written
from bench.support.results import Line, keep
from bench.support.worlds import scaled

WRITERS, SECONDS, MANY = (1, 8, 32), max(1, scaled(20)), 200
HOWS = ("outbox", "chain")
PASS_TIMES, PASS_MS = 3, 100


def main() -> int:
    figures = {store: measured(store) for store in STORES}
    return keep("append", {**figures, "seconds": SECONDS, "load": os.getloadavg()[0]}, *lines(figures))


def measured(store: str) -> dict[str, Any]:
    """Throughput both ways at each number of writers, and 200 writers at people's pace and as fast as they go."""
    with installation(store) as here:
        ways = {how: [written(here, how=how, writers=n, seconds=SECONDS) for n in WRITERS] for how in HOWS}
        paced = written(here, how="outbox", writers=MANY, seconds=SECONDS, every_s=1)
        crowd = written(here, how="outbox", writers=MANY, seconds=SECONDS)
    return {**ways, "paced": paced, "crowd": crowd}


def lines(figures: dict[str, Any]) -> list[Line]:
    found = []
    for store, figure in figures.items():
        passes = store == "postgresql"
        for ours, chain in zip(figure["outbox"], figure["chain"], strict=True):
            found.append(against_chain(store, ours, chain, passes=passes and ours["writers"] == WRITERS[-1]))
        p99, rate = figure["paced"]["p99_ms"], figure["paced"]["appends_per_s"]
        found.append(
            Line(
                f"{store}, {MANY} writers, {rate:.0f} acts/s",
                f"p99 {p99:.0f} ms",
                *((f"≤ {PASS_MS} ms", p99 <= PASS_MS) if passes else ()),
            )
        )
        crowd = figure["crowd"]
        found.append(
            Line(
                f"{store}, {MANY} writers as fast as they go",
                f"{crowd['appends_per_s']:.0f}/s, p99 {crowd['p99_ms']:.0f} ms",
            )
        )
    return found


def against_chain(store: str, ours: dict[str, Any], chain: dict[str, Any], *, passes: bool) -> Line:
    times = ours["appends_per_s"] / chain["appends_per_s"]
    told = [f"{one['appends_per_s']:.0f}/s (p99 {one['p99_ms']:.0f} ms)" for one in (ours, chain)]
    what, figure = f"{store}, {ours['writers']} writers", f"{told[0]}, chain {told[1]}: {times:.1f} ×"
    return Line(what, figure, *((f"≥ {PASS_TIMES} ×", times >= PASS_TIMES) if passes else ()))


if __name__ == "__main__":
    raise SystemExit(main())
