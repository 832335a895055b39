"""Packs the newest page of docs/proofs into the program, so that every installation shows it on /trust/.

Run by `make docs` and after `make prove`; with --check only says whether the packed one is stale.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "proofs"
PACKED = ROOT / "src" / "qinqing" / "trust" / "proofs.json"
COLUMNS = ("where", "what", "outcome", "seconds", "counted", "commit")


def packed() -> str:
    page = max(PAGES.glob("*.md"))
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in page.read_text(encoding="utf-8").splitlines()
        if "| test_" in line
    ]
    results = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return json.dumps({"on": page.stem, "results": results}, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    fresh = packed()
    if "--check" not in arguments:
        PACKED.write_text(fresh, encoding="utf-8")
        return 0
    if PACKED.is_file() and PACKED.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{PACKED.relative_to(ROOT)} is stale: make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
