"""Runs each measurement bench/*.py (`make bench`); each prints its own figures and compares in one run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(names: list[str]) -> int:
    """`names` picks some by file name; 0 when all ran."""
    scripts = [path for path in sorted((ROOT / "bench").glob("[!_]*.py")) if not names or path.stem in names]
    codes = []
    for path in scripts:
        print(f"\n== bench/{path.name}", flush=True)
        codes.append(subprocess.run([sys.executable, path], cwd=ROOT, check=False).returncode)
    return 1 if any(codes) or not scripts else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
