"""A fact folder without one person still fits the contract, and holds nobody else's row differently."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.scrubbing import Scrub, ids_in, rows_naming, scrub_folder
from qinqing.facts.write import write_folder

KEY, KIN = "GW-0099", "P-kin"
PARTIES: dict[str, list[dict[str, Any]]] = {
    "departments": [{"department_id": "D1", "name": "工程科"}],
    "officials": [
        {"official_id": KEY, "name": "麒骥骅", "department_id": "D1", "post": "科员", "leader": False},
        {"official_id": "GW-00991", "name": "另一人", "department_id": "D1", "post": "科员", "leader": False},
    ],
    "enterprises": [{"enterprise_id": "E1", "name": "某公司"}],
    "holdings": [
        {"holder_id": holder, "enterprise_id": "E1", "share": 0.5, "since": date(2020, 1, 1)} for holder in (KEY, KIN)
    ],
    "kinships": [
        {"official_id": KEY, "person_id": KIN, "relation": "spouse"},
        {"official_id": "GW-00991", "person_id": "P-other", "relation": "spouse"},
    ],
    "positions": [
        {"person_id": person, "enterprise_id": "E1", "role": "director", "paid": True, "since": date(2020, 1, 1)}
        for person in (KEY, KIN, "P-other")
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(tmp_path / "facts", PARTIES)
    return tmp_path / "facts"


def scrub() -> Scrub:
    return Scrub(
        [KEY],
        lambda text: "erased-1" if text == KEY else text.replace("麒骥骅", "（已清除）"),
        "（已清除）",
        [KIN],
    )


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    path = next(folder.rglob(f"{table}.parquet"))
    found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return found


def test_their_rows_bear_the_stand_in_and_no_name(folder: Path) -> None:
    scrub_folder(folder, scrub())
    theirs, other = rows(folder, "officials")
    assert (theirs["official_id"], theirs["name"], theirs["post"]) == ("erased-1", "（已清除）", "（已清除）")
    assert other == rows(folder, "officials")[1] and other["name"] == "另一人"


def test_relatives_go_and_other_peoples_stay(folder: Path) -> None:
    scrub_folder(folder, scrub())
    assert [row["official_id"] for row in rows(folder, "kinships")] == ["GW-00991"]
    assert [row["person_id"] for row in rows(folder, "positions")] == ["erased-1", "P-other"]


def test_the_folder_still_fits_the_contract(folder: Path) -> None:
    before = open_folder(folder, custody="organ").rows
    scrub_folder(folder, scrub())
    after = open_folder(folder, custody="organ").rows
    assert after == before | {"kinships": 1, "positions": 2}


def test_no_byte_of_theirs_is_left(folder: Path) -> None:
    assert rows_naming(folder, scrub()) == scrub_folder(folder, scrub()) == 5
    for table in PARTIES:
        told = str(rows(folder, table))
        assert f"'{KEY}'" not in told and "麒骥骅" not in told
    assert rows_naming(folder, scrub()) == 0


def test_which_version_is_newest_stays_as_it_was(folder: Path) -> None:
    before = folder.stat().st_mtime_ns
    scrub_folder(folder, scrub())
    assert folder.stat().st_mtime_ns == before


def test_a_folder_that_does_not_name_them_is_not_touched(folder: Path) -> None:
    inode = folder.stat().st_ino
    assert scrub_folder(folder, Scrub(["X"], lambda text: text, "x")) == 0
    assert folder.stat().st_ino == inode


def test_nothing_else_is_left_beside_it(folder: Path) -> None:
    scrub_folder(folder, scrub())
    assert [path.name for path in folder.parent.iterdir()] == ["facts"]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_as_it_was_written(tmp_path: Path, code: str) -> None:
    text = f'official_id,name,department_id,post,leader\n{KEY},麒骥骅,D1,"科员, 兼",false\nGW-2,另一人,D1,,true\n'
    (tmp_path / "facts").mkdir()
    file = tmp_path / "facts" / "officials.csv"
    file.write_text(text, encoding=code)
    assert scrub_folder(tmp_path / "facts", scrub()) == 1
    assert file.read_text("utf-8-sig").split() == [
        "official_id,name,department_id,post,leader",
        "erased-1,（已清除）,D1,（已清除）,false",
        "GW-2,另一人,D1,,true",
    ]


def test_every_id_of_a_person_is_told(folder: Path) -> None:
    assert {*ids_in(folder)} == {KEY, "GW-00991", KIN, "P-other"}
