"""Runs each measurement bench/*.py (`make bench`); each prints its own figures and compares in one run.

`scripts/bench.py NAME…` runs some. `--scale N` takes an N-th of every world: to see that a measurement works, not to
keep its figures.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
HOLDS = {True: "held", False: "NOT HELD", None: "stated"}


def main() -> int:
    """0 when all that ran held."""
    asked = parsed()
    scripts = [path for path in sorted((ROOT / "bench").glob("[!_]*.py")) if path.stem in asked.names]
    with tempfile.TemporaryDirectory(prefix="qinqing-bench-") as room:
        results = RESULTS if asked.scale == 1 else Path(room) / "results"
        given = {"QINQING_BENCH_WORLDS": room, "QINQING_BENCH_SCALE": str(asked.scale)}
        environment = {**os.environ, **given, "QINQING_BENCH_RESULTS": str(results)}
        started = time.time()
        codes = {path.stem: run(path, environment) for path in scripts}
        kept = {name: results / f"{name}.json" for name in codes}
        # What an earlier run left is none of this one's.
        kept = {n: path for n, path in kept.items() if path.is_file() and path.stat().st_mtime >= started}
        print(table(codes, kept))
    return 1 if any(codes.values()) or not codes else 0


def parsed() -> argparse.Namespace:
    known = [path.stem for path in sorted((ROOT / "bench").glob("[!_]*.py"))]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; default all")
    parser.add_argument("--scale", type=int, default=1, metavar="N", help="an N-th of every world")
    asked = parser.parse_args()
    if unknown := sorted({*asked.names} - {*known}):
        parser.error(f"no measurement {', '.join(unknown)}; there are: {', '.join(known)}")
    asked.names = asked.names or known
    return asked


def run(path: Path, environment: dict[str, str]) -> int:
    print(f"\n== bench/{path.name}", flush=True)
    return subprocess.run([sys.executable, path], cwd=ROOT, env=environment, check=False).returncode


def table(codes: dict[str, int], kept: dict[str, Path]) -> str:
    """What was measured in this run, line by line; a measurement that broke off has none but its name."""
    rows = [("measurement", "what", "figure", "pass line", "")]
    for name, code in codes.items():
        lines = json.loads(kept[name].read_text(encoding="utf-8"))["table"] if name in kept else []
        for line in lines:
            rows.append((name, line["what"], line["figure"], line["pass_line"], HOLDS[line["holds"]]))
        if code and all(line["holds"] is not False for line in lines):
            rows.append((name, "broke off", f"exit {code}", "", HOLDS[False]))
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return "\n" + "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())
