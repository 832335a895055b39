"""A world of a million enterprises: how long it takes to write, and in how much memory; the same seed gives the same bytes.

Pass lines: 300 s and 2 GiB.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import qinqing
from bench.support.results import Line, keep
from bench.support.worlds import scaled

ENTERPRISES, YEARS, SEED = scaled(1_000_000), 3, 7
PASS_SECONDS, PASS_MIB = 300, 2048


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        worlds = [Path(folder) / name for name in ("once", "again")]
        costs = [
            qinqing("world", world, "--enterprises", ENTERPRISES, "--years", YEARS, "--seed", SEED)
            for world in worlds
        ]
        same = digests(worlds[0]) == digests(worlds[1])
        size_mib = sum(file.stat().st_size for file in worlds[0].rglob("*")) >> 20
    seconds, peak = max(cost.seconds for cost in costs), max(cost.peak_mib for cost in costs)
    what = f"a world of {ENTERPRISES:,} enterprises"
    return keep(
        "world",
        {
            **{"enterprises": ENTERPRISES, "years": YEARS, "seconds": round(seconds), "peak_mib": peak},
            **{"written_mib": size_mib, "same_bytes": same, "pass": [PASS_SECONDS, PASS_MIB]},
        },
        Line(what, f"{seconds:.0f} s", f"≤ {PASS_SECONDS} s", seconds <= PASS_SECONDS),
        Line(f"{what}, memory", f"{peak} MiB", f"≤ {PASS_MIB} MiB", peak <= PASS_MIB),
        Line(f"{what}, same seed same bytes", str(same), "True", same),
    )


def digests(folder: Path) -> dict[str, str]:
    found = {}
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        with file.open("rb") as content:
            found[str(file.relative_to(folder))] = hashlib.file_digest(content, "sha256").hexdigest()
    return found


if __name__ == "__main__":
    raise SystemExit(main())
