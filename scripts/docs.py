"""Writes every generated page anew (`make docs`), or with --check says which are stale (`make lint`).

A generator writes its pages when run and, with --check, only compares (exit 1 when stale). It is a script
scripts/generate_*.py, or a module named here.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

MODULES = ("qinqing.law.articles_page", "qinqing.config.reference")


def generators() -> list[list[str]]:
    scripts = sorted(str(path) for path in (ROOT / "scripts").glob("generate_*.py"))
    return [*([path] for path in scripts), *(["-m", module] for module in MODULES)]


def main(arguments: list[str]) -> int:
    """0 when every generator was content."""
    commands = [[sys.executable, *generator, *arguments] for generator in generators()]
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
