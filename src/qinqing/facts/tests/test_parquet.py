"""Parquet as other programs write it: types that lose nothing are taken, others refused by name."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import FactFolder, open_folder
from qinqing.facts.tests.make import FIRM, refusal, sound, told

DAY = date(2025, 3, 1)
MOMENT = datetime(2025, 3, 1, 1, 30, tzinfo=UTC)
FEE = {
    "fee_id": ["F1"],
    "enterprise_id": [FIRM],
    "department_id": ["D1"],
    "item": ["费"],
    "quantity": pa.array([1.5]),
    "charged_on": pa.array([DAY]),
    "amount_cny": pa.array([Decimal("10.50")], pa.decimal128(18, 2)),
}
INSPECTION = {
    "inspection_id": ["I1"],
    "enterprise_id": [FIRM],
    "department_id": ["D1"],
    "kind": ["routine"],
    "basis": ["plan"],
    "started_at": pa.array([MOMENT], pa.timestamp("us", "Asia/Shanghai")),
}


def write(folder: Path, table: str, columns: dict) -> Path:
    pq.write_table(pa.table(columns), sound(folder) / f"{table}.parquet")
    return folder


TAKEN = {
    "长文本": ("item", pa.array(["费"], pa.large_string()), "费"),
    "字典编码": ("item", pa.array(["费"]).dictionary_encode(), "费"),
    "整列为空": ("quantity", pa.nulls(1), None),
    "整数作小数": ("quantity", pa.array([2], pa.int32()), 2.0),
    "单精度": ("quantity", pa.array([0.5], pa.float32()), 0.5),
    "金额为整数": ("amount_cny", pa.array([3], pa.int64()), Decimal("3.00")),
    "金额多几位零": ("amount_cny", pa.array([Decimal("3.1000")], pa.decimal128(38, 4)), Decimal("3.10")),
    "日期为毫秒": ("charged_on", pa.array([DAY], pa.date64()), DAY),
}


@pytest.mark.parametrize(("column", "values", "read"), TAKEN.values(), ids=TAKEN)
def test_a_column_of_another_type_that_loses_nothing_is_taken(tmp_path, column, values, read):
    folder = open_folder(write(tmp_path, "fees", {**FEE, column: values}))
    assert value(folder, "fees", column) == read


REFUSED = {
    "编号为整数": ("item", pa.array([1]), "the column is int64, expected text (string)"),
    "金额为浮点": ("amount_cny", pa.array([1.5]), "the column is double, expected yuan"),
    "日期为文本": ("charged_on", pa.array(["2025-03-01"]), "the column is string, expected an ISO date"),
    "日期为时间": ("charged_on", pa.array([MOMENT], pa.timestamp("us", "UTC")), "expected an ISO date"),
    "文本为字节": ("item", pa.array([b"x"]), "the column is binary, expected text"),
    "金额为列表": ("amount_cny", pa.array([[1]]), "expected yuan"),
}


@pytest.mark.parametrize(("column", "values", "says"), REFUSED.values(), ids=REFUSED)
def test_a_column_of_a_wrong_type_is_refused(tmp_path, column, values, says):
    problems = told(refusal(write(tmp_path, "fees", {**FEE, column: values})))
    assert [(w, says in s) for w, s in problems] == [(f"fees.parquet::{column}", True)]


WRONG_VALUES = {
    "金额三位小数": ("amount_cny", pa.array([Decimal("1.005")], pa.decimal128(18, 3))),
    "金额为负": ("amount_cny", pa.array([Decimal("-1.00")], pa.decimal128(18, 2))),
    "金额过大": ("amount_cny", pa.array([2**63], pa.uint64())),
    "非数": ("quantity", pa.array([float("nan")])),
    "无穷": ("quantity", pa.array([float("inf")])),
    "必填为空": ("item", pa.array([None], pa.string())),
    "日期过远": ("charged_on", pa.array([10**6], pa.int32()).cast(pa.date32())),
}


@pytest.mark.parametrize(("column", "values"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_value_that_does_not_fit_is_named_by_row_and_column(tmp_path, column, values):
    problems = told(refusal(write(tmp_path, "fees", {**FEE, column: values})))
    assert [where for where, _ in problems] == [f"fees.parquet:1:{column}"]


ZONES = {
    "毫秒": pa.array([MOMENT], pa.timestamp("ms", "UTC")),
    "纳秒": pa.array([MOMENT], pa.timestamp("ns", "UTC")),
    "别的时区": pa.array([MOMENT.astimezone(timezone(timedelta(hours=-5)))], pa.timestamp("us", "-05:00")),
}


@pytest.mark.parametrize("started_at", ZONES.values(), ids=ZONES)
def test_an_instant_is_the_same_in_every_unit_and_zone(tmp_path, started_at):
    folder = open_folder(write(tmp_path, "inspections", {**INSPECTION, "started_at": started_at}))
    assert value(folder, "inspections", "started_at") == datetime.fromisoformat("2025-03-01T09:30")


def test_a_time_without_a_zone_is_refused_not_guessed(tmp_path):
    naive = pa.array([datetime.fromisoformat("2025-03-01")], pa.timestamp("us"))
    problems = told(refusal(write(tmp_path, "inspections", {**INSPECTION, "started_at": naive})))
    assert [where for where, _ in problems] == ["inspections.parquet::started_at"]


def test_unknown_missing_and_doubled_columns_are_told_together(tmp_path):
    columns = {name: values for name, values in FEE.items() if name != "item"}
    table = pa.table({**columns, "memo": ["x"]})
    doubled = table.append_column("fee_id", pa.array(["F2"]))
    pq.write_table(doubled, sound(tmp_path) / "fees.parquet")
    assert told(refusal(tmp_path)) == [
        ("fees.parquet::memo", "no such column in this table"),
        ("fees.parquet::fee_id", "the column appears twice"),
        ("fees.parquet::item", "a required column is missing"),
    ]


DAMAGED = {
    "截断": lambda content: content[: len(content) // 2],
    "不是 Parquet": lambda content: b"PK\x03\x04",
    "空": lambda content: b"",
    "数据页损坏": lambda content: content[:4] + bytes(len(content) // 2) + content[4 + len(content) // 2 :],
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_refused_by_name_and_the_rest_still_examined(tmp_path, damage):
    folder = write(tmp_path, "fees", FEE)
    file = folder / "fees.parquet"
    file.write_bytes(damage(file.read_bytes()))
    (folder / "officials.csv").write_text("official_id\nP1\n")
    problems = told(refusal(folder))
    assert {where.partition(":")[0] for where, _ in problems} == {"fees.parquet", "officials.csv"}


def test_a_folder_may_lie_under_any_name(tmp_path):
    folder = write(tmp_path / "a[1]*'b'" / "year=2025", "fees", FEE)
    assert value(open_folder(folder), "fees", "fee_id") == "F1"


def value(folder: FactFolder, table: str, column: str) -> object:
    with folder.connect(date(2025, 12, 31)) as facts:
        return facts.sql(f"SELECT {column} FROM {table}").fetchall()[0][0]
