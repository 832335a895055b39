"""The organ's part of a tiny folder: 丙经办's spouse sits on the board of the firm the office awarded a tender to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qinqing.oversight.tests.folders import LATE, Row, bureau_tables, folder_of

SPOUSE = "P-spouse"


def tender(number: str, **given: object) -> Row:
    """A tender decided by 丙经办 and awarded to E1."""
    return {
        "tender_id": number,
        "regime": "procurement",
        "department_id": "D1",
        "official_id": "O2",
        "category": "goods",
        "method": "single_source",
        "published_on": date(2026, 3, 2),
        "closes_on": date(2026, 3, 20),
        "awarded_on": date(2026, 4, 1),
        "budget_cny": 100000,
        "winner_id": "E1",
        **given,
    }


RELATED = tender("T-related")
KINSHIPS: list[Row] = [{"official_id": "O2", "person_id": SPOUSE, "relation": "spouse"}]
POSITIONS: list[Row] = [
    {
        "person_id": SPOUSE,
        "enterprise_id": "E1",
        "role": "director",
        "paid": True,
        "since": date(2020, 1, 1),
        "until": None,
    }
]
HOLDINGS: list[Row] = [
    {"holder_id": "P-other", "enterprise_id": "E2", "share": 0.6, "since": date(2020, 1, 1), "until": None}
]


def bureau_part(*tenders: Row) -> dict[str, list[Row]]:
    return bureau_tables(LATE) | {"tenders": [*(tenders or (RELATED,))], "holdings": HOLDINGS}


def organ_part() -> dict[str, list[Row]]:
    return {"kinships": KINSHIPS, "positions": POSITIONS}


def whole_folder(path: Path, *tenders: Row) -> Path:
    """Both parts: the bureau's tables, and the organ's under organ/."""
    return folder_of(path, bureau_part(*tenders) | organ_part())
