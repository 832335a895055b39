"""Writes every generated page anew (`make docs`), or with --check says which are stale (`make lint`).

A generator is a module that writes its pages when run and, with --check, only compares (exit 1 when stale).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

GENERATORS = ("qinqing.law.articles_page",)


def main(arguments: list[str]) -> int:
    """0 when every generator was content."""
    commands = [[sys.executable, "-m", module, *arguments] for module in GENERATORS]
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
