"""Writes docs/reference/rules.md from the rules themselves; with --check, only says whether it is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from qinqing.rules.reference import reference_page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "rules.md"


def main(arguments: list[str]) -> int:
    fresh = reference_page()
    if "--check" not in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{PAGE.name} is stale: make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
