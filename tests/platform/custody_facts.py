"""A folder with unmistakable marks in everything that belongs to the organ, and one where a bureau mislaid them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qinqing.facts.write import write_folder
from qinqing.organ.tests.folders import POSITIONS, bureau_part

KIN, REPORT, REASON = "MARK-KIN-5e1f", "MARK-REPORT-77c0", "MARK-REASON-b2d9"
MARKERS = (KIN, REPORT, REASON)


def planted_folder(base: Path) -> tuple[Path, Path]:
    """(both parts as they belong, the organ's tables laid beside the bureau's own)."""
    organ = {
        "kinships": [{"official_id": "O2", "person_id": KIN, "relation": "spouse"}],
        "positions": [POSITIONS[0] | {"person_id": KIN}],
        "reports": [{"report_id": REPORT, "about_official_id": "O2", "received_on": date(2026, 5, 6)}],
    }
    write_folder(base / "facts-in", bureau_part() | organ)
    write_folder(base / "misplaced", bureau_part() | organ)
    for path in [*(base / "misplaced" / "organ").iterdir()]:
        path.rename(base / "misplaced" / path.name)
    return base / "facts-in", base / "misplaced"
