"""Writing a folder: the contract's types, the same bytes, all or nothing, nothing of others overwritten."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES
from qinqing.facts.tests.make import FIRM
from qinqing.facts.write import write_folder
from qinqing.refusals import Failed, Refused

ROWS = {
    "departments": [{"department_id": "D1", "name": "甲局"}],
    "officials": [
        {"official_id": "P1", "name": "张某", "department_id": "D1", "post": "科长", "leader": True}
    ],
    "enterprises": [{"enterprise_id": FIRM, "name": "甲厂", "size": "small"}],
    "inspections": [
        {
            "inspection_id": "I1",
            "enterprise_id": FIRM,
            "department_id": "D1",
            "kind": "routine",
            "basis": "plan",
            "started_at": datetime(2025, 3, 1, 1, 30, tzinfo=UTC),
        }
    ],
    "fees": [
        {
            "fee_id": "F1",
            "enterprise_id": FIRM,
            "department_id": "D1",
            "item": "费",
            "charged_on": date(2025, 1, 1),
            "amount_cny": Decimal("1.5"),
        }
    ],
    "kinships": [{"official_id": "P1", "person_id": "X", "relation": "child"}],
}


def test_what_is_written_is_a_sound_folder_with_the_contracts_types(tmp_path):
    write_folder(tmp_path / "out", ROWS)
    assert (tmp_path / "out" / "organ" / "kinships.parquet").is_file()
    for name, path in open_folder(tmp_path / "out", "organ").tables.items():
        written = pq.read_schema(path)
        assert [(f.name, f.type) for f in written] == [
            (c.name, c.arrow) for c in TABLES[name].columns if c.name in written.names
        ]
    assert open_folder(tmp_path / "out").missing_columns("enterprises") == set(
        TABLES["enterprises"].by_name
    ) - {"enterprise_id", "name", "size"}


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        write_folder(tmp_path / name, ROWS)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.parquet"))
    assert len(files) == len(ROWS)
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


def test_arrow_tables_are_cast_without_loss(tmp_path):
    rows = pa.table({"name": ["甲局"], "department_id": pa.array(["D1"]).dictionary_encode()})
    write_folder(tmp_path / "out", {"departments": rows})
    assert pq.read_schema(tmp_path / "out" / "departments.parquet").names == ["department_id", "name"]


def test_what_does_not_fit_is_told_and_nothing_is_written(tmp_path):
    fee = {**ROWS["fees"][0], "amount_cny": Decimal("1.005")}
    inspection = {**ROWS["inspections"][0], "started_at": datetime.fromisoformat("2025-03-01")}
    rows = {"fees": [fee], "inspections": [inspection], "gossip": [], "departments": [{"name": 1, "x": 2}]}
    with pytest.raises(Refused) as caught:
        write_folder(tmp_path / "out", rows)
    assert caught.value.code == "facts.unwritable"
    assert [p.where for p in caught.value.problems] == [
        "fees:amount_cny",
        "inspections:started_at",
        "gossip",
        "departments:x",
        "departments:department_id",
        "departments:name",
    ]
    assert list(tmp_path.iterdir()) == []


def test_an_empty_table_has_its_required_columns(tmp_path):
    write_folder(tmp_path / "out", {**ROWS, "visits": []})
    assert open_folder(tmp_path / "out").rows["visits"] == 0


def test_an_older_folder_is_replaced_whole(tmp_path):
    write_folder(tmp_path / "out", ROWS)
    write_folder(tmp_path / "out", {"departments": ROWS["departments"]})
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["departments.parquet"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["日记.txt", "inspections.csv", "organ/notes.md", ".git/config"])
def test_a_folder_of_somebodys_own_is_never_replaced(tmp_path, name):
    own = tmp_path / "out" / name
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(Refused) as caught:
        write_folder(tmp_path / "out", ROWS)
    assert caught.value.code == "facts.not-replaced" and own.read_text() == "mine"


def test_a_failure_half_way_leaves_the_older_folder_as_it_was(tmp_path):
    write_folder(tmp_path / "out", ROWS)

    def fail(folder):
        raise OSError("no space")

    with pytest.raises(Failed, match=r"facts\.unwritten"):
        write_folder(tmp_path / "out", {"departments": ROWS["departments"]}, beside=fail)
    assert open_folder(tmp_path / "out").rows["fees"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
