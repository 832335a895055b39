"""Ten times the data: what the whole sweep takes longer, and in how much memory. Pass lines: 12 × as long, 6 GiB."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import Cost, qinqing
from bench.support.results import Line, keep
from bench.support.worlds import everything, room, scaled, world

SMALL, TIMES, ROUNDS = scaled(100_000), 10, 2
PASS_RATIO, PASS_MIB = 12, 6144


def main() -> int:
    sizes = [SMALL, SMALL * TIMES]
    folders = [world(enterprises) for enterprises in sizes]
    rounds = [[sweep(folder) for folder in folders] for _ in range(ROUNDS)]
    seconds = [min(cost.seconds for cost in costs) for costs in zip(*rounds, strict=True)]
    memory = [max(cost.peak_mib for cost in costs) for costs in zip(*rounds, strict=True)]
    ratio = seconds[1] / seconds[0]
    figures = {
        **{"enterprises": sizes, "rounds": ROUNDS, "seconds": [round(s, 1) for s in seconds]},
        **{"mib": memory, "ratio": round(ratio, 2), "pass": [PASS_RATIO, PASS_MIB]},
    }
    told = f"{seconds[0]:.0f} s and {seconds[1]:.0f} s: {ratio:.1f} ×"
    return keep(
        "growth",
        figures,
        Line(f"{TIMES} × the data", told, f"≤ {PASS_RATIO} ×", ratio <= PASS_RATIO),
        Line(
            f"{TIMES} × the data, memory",
            f"{memory[0]} MiB and {memory[1]} MiB",
            f"≤ {PASS_MIB} MiB",
            memory[1] <= PASS_MIB,
        ),
    )


def sweep(folder: Path) -> Cost:
    return qinqing("check", *everything(folder), "--out", room() / "growth.parquet")


if __name__ == "__main__":
    raise SystemExit(main())
