"""A tiny bureau's fact folder for tests: one application past its day, one in time, one without a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from qinqing.facts.write import write_folder

Row = dict[str, Any]
JUDGED_ON = date(2026, 10, 20)

DEPARTMENTS: tuple[Row, ...] = (
    {"department_id": "D0", "name": "清宁市人民防空办公室"},
    {"department_id": "D1", "name": "工程管理科", "parent_id": "D0"},
    {"department_id": "D2", "name": "督查科", "parent_id": "D0"},
)
OFFICIALS: tuple[Row, ...] = (
    {"official_id": "O0", "name": "甲主任", "department_id": "D0", "post": "主任", "leader": True},
    {"official_id": "O1", "name": "乙科长", "department_id": "D1", "post": "科长", "leader": True},
    {"official_id": "O2", "name": "丙经办", "department_id": "D1", "post": "科员", "leader": False},
    {"official_id": "O3", "name": "丁督查", "department_id": "D2", "post": "督查员", "leader": False},
)
ENTERPRISES: tuple[Row, ...] = (
    {"enterprise_id": "E1", "name": "清宁市一苇渡商贸有限公司", "size": "small"},
    {"enterprise_id": "E2", "name": "清宁市拾光坊有限公司", "size": "micro"},
)


# Columns the rule needs, even where no application here has one.
UNSET = dict.fromkeys(("promised_due_on", "due_on", "decided_on", "outcome"))


def application(number: str, **given: Any) -> Row:
    """An application of E1 to the works unit, handled by 丙经办."""
    return {
        "application_id": number,
        "enterprise_id": "E1",
        "item": "竣工备案",
        "department_id": "D1",
        "handler_id": "O2",
        "received_on": date(2026, 9, 1),
        **UNSET,
    } | given


LATE = application("A-late", due_on=date(2026, 9, 30))
IN_TIME = application("A-in-time", due_on=date(2026, 9, 30), decided_on=date(2026, 9, 28), outcome="granted")
# Declared in time and kept: past its day only where the bureau says that gifts of its worth are handed in.
GIFT: Row = {
    "declaration_id": "G1",
    "official_id": "O2",
    "enterprise_id": "E1",
    "kind": "gift",
    "occurred_on": date(2026, 3, 1),
    "declared_on": date(2026, 3, 5),
    "value_cny": 500,
    "handed_in_on": None,
}
WITHOUT_A_DAY = application("A-without-a-day")


def bureau_tables(*applications: Row) -> dict[str, list[Row]]:
    return {
        "departments": [*DEPARTMENTS],
        "officials": [*OFFICIALS],
        "enterprises": [*ENTERPRISES],
        "applications": [*(applications or (LATE, IN_TIME, WITHOUT_A_DAY))],
    }


def bureau_folder(path: Path, *applications: Row, **more: list[Row]) -> Path:
    """A folder of the bureau's tables with these applications (default: all three) and further tables."""
    return folder_of(path, bureau_tables(*applications) | more)


def folder_of(path: Path, tables: Mapping[str, list[Row]]) -> Path:
    write_folder(path, tables)
    return path
