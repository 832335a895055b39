"""Writes every generated page anew (`make docs`), or with --check says which are stale (`make lint`).

A generator is a script scripts/generate_*.py that writes its pages when run and, with --check, only compares.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def generators() -> list[Path]:
    return sorted((ROOT / "scripts").glob("generate_*.py"))


def main(arguments: list[str]) -> int:
    """0 when every generator was content."""
    codes = [
        subprocess.run([sys.executable, path, *arguments], cwd=ROOT, check=False).returncode
        for path in generators()
    ]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
