"""Link rules walk along imported declarations: they find who is reached, pass by the unnamed and come back from circles."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from qinqing.facts.bods import from_bods
from qinqing.facts.folder import open_folder
from qinqing.facts.write import write_folder
from qinqing.law.values import Values
from qinqing.rules.engine import judge
from qinqing.rules.results import Finding

MAPPING = Path(__file__).parents[2] / "facts" / "mappings" / "bods.toml"
ON = date(2026, 6, 30)
DEPARTMENT = {"department_id": "D1", "name": "某局"}
OFFICIAL = {"official_id": "O1", "name": "张某", "department_id": "D1", "post": "科长", "leader": True}
TENDER = {
    "tender_id": "T1",
    "regime": "procurement",
    "department_id": "D1",
    "official_id": "O1",
    "category": "goods",
    "method": "open",
    "published_on": date(2026, 4, 1),
    "closes_on": date(2026, 5, 1),
    "awarded_on": date(2026, 5, 9),
    "budget_cny": 100,
}


def example(shared: Path, name: str) -> Path:
    (file,) = (shared / "data" / "ownership").glob(f"**/{name}")
    return file


def related(tmp_path: Path, declared: Path, winner: str, relative: str) -> list[Finding]:
    """What `related-award` says of a tender the firm won and a relative of who decided."""
    imported = tmp_path / "imported"
    from_bods(declared, imported, MAPPING)
    tables = {name: pq.read_table(imported / f"{name}.parquet") for name in ("enterprises", "holdings")}
    kin = {"official_id": "O1", "person_id": relative, "relation": "spouse"}
    folder = tmp_path / "facts"
    written: dict[str, Any] = {
        **tables,
        "departments": [DEPARTMENT],
        "officials": [OFFICIAL],
        "tenders": [TENDER | {"winner_id": winner}],
        "kinships": [kin],
        "positions": [],
    }
    write_folder(folder, written)
    shutil.rmtree(imported)
    opened = open_folder(folder, "organ")
    return [f for f in judge(opened, ON, "related-award", Values.load()).findings if f.verdict == "flagged"]


def test_a_relative_is_found_along_an_imported_holding(tmp_path: Path, shared: Path) -> None:
    declared = example(shared, "01-direct-ownership.json")
    (found,) = related(tmp_path, declared, "GB-COH-10000001", "rec-jane-smith-1975")
    assert list(found.path) == [
        "kinships:O1/rec-jane-smith-1975/spouse",
        "holdings:rec-jane-smith-1975/GB-COH-10000001",
    ]


def test_a_relative_behind_a_joint_holding_is_two_holdings_away(tmp_path: Path, shared: Path) -> None:
    declared = example(shared, "joint-ownership.json")
    (found,) = related(tmp_path, declared, "GB-COH-07444723", "1accb8b18b99")
    assert found.observed == 3


def test_a_circle_of_firms_comes_to_an_end_and_leads_no_stranger_anywhere(
    tmp_path: Path, shared: Path
) -> None:
    declared = example(shared, "10-circular-ownership.json")
    assert related(tmp_path, declared, "GB-COH-10000010", "stranger") == []


def test_who_holds_one_of_a_circle_is_found_by_the_shortest_way(tmp_path: Path, shared: Path) -> None:
    statements = json.loads(example(shared, "10-circular-ownership.json").read_text(encoding="utf-8"))
    held = json.loads(json.dumps(statements[3]))
    held |= {"statementId": "P holds Alpha", "recordId": "P holds Alpha"}
    held["recordDetails"] |= {"subject": "rec-alpha-corp", "interestedParty": "P"}
    declared = tmp_path / "circle.json"
    declared.write_text(json.dumps([*statements, held]), encoding="utf-8")
    (found,) = related(tmp_path, declared, "GB-COH-10000011", "P")
    assert list(found.path[1:]) == ["holdings:P/GB-COH-10000010", "holdings:GB-COH-10000010/GB-COH-10000011"]


def test_an_owner_nobody_names_is_nobodys_relative(tmp_path: Path, shared: Path) -> None:
    declared = example(shared, "11-anonymous-person.json")
    assert related(tmp_path, declared, "PA-PUB-PA-1000011", "rec-rel-opaque-no-ubo") == []
