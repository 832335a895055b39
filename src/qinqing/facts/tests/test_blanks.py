"""Text in which nothing can be seen is null: in either format, wherever it stands, whatever the file says of itself."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import FactFolder, open_folder
from qinqing.facts.tests.make import FIRM, refusal, sound, told
from qinqing.facts.write import write_folder

BLANK = {
    "无字符": "",
    "空格": "  ",
    "全角空格": "\u3000",
    "制表符": "\t",
    "不换行空格": "\xa0",
    "换行": " \r\n",
    "零宽": "\u200b\ufeff",
}
SEEN = {"有字": " 无 ", "句号": "。", "私用区的罕用字": "\ue000", "末尾的零宽": "甲\u200b"}
RESTRAINT = {
    "restraint_id": ["R1", "R2"],
    "enterprise_id": [FIRM, FIRM],
    "department_id": ["D1", "D1"],
    "kind": ["seal", "seize"],
    "started_on": pa.array([date(2025, 3, 1), date(2025, 3, 2)]),
    "revoked_as_unlawful": [False, False],
}


def in_parquet(folder: Path, columns: dict, **options: object) -> Path:
    pq.write_table(pa.table({**RESTRAINT, **columns}), sound(folder) / "restraints.parquet", **options)
    return folder


def in_csv(folder: Path, name: str, second: str) -> Path:
    head = "department_id,name,parent_id\n"
    (sound(folder) / "departments.csv").write_text(
        f'{head}D1,甲局,\n"{second}",乙科,"{name}"\n', encoding="utf-8"
    )
    return folder


def bases(folder: FactFolder) -> list[str | None]:
    with folder.connect(date(2025, 12, 31)) as facts:
        rows = facts.sql("SELECT legal_basis FROM restraints ORDER BY restraint_id").fetchall()
    return [basis for (basis,) in rows]


@pytest.mark.parametrize("text", BLANK.values(), ids=BLANK)
def test_blank_text_in_parquet_is_null_and_that_is_said(tmp_path, text):
    folder = open_folder(in_parquet(tmp_path, {"legal_basis": ["行政强制法", text]}))
    assert bases(folder) == ["行政强制法", None]
    assert [w.says.en for w in folder.warnings if w.where == "restraints.parquet::legal_basis"] == [
        "1 cell in which nothing can be seen: read as empty"
    ]


@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN)
def test_text_with_anything_to_be_seen_stays_as_it_is(tmp_path, text):
    folder = open_folder(in_parquet(tmp_path, {"legal_basis": ["法", text]}))
    assert bases(folder) == ["法", text]
    assert not [w for w in folder.warnings if w.where.startswith("restraints")]


FORMS = {
    "大文本": pa.array(["法", " "], pa.large_string()),
    "字典编码": pa.array(["法", " "]).dictionary_encode(),
}


@pytest.mark.parametrize("values", FORMS.values(), ids=FORMS)
def test_however_the_text_is_stored(tmp_path, values):
    assert bases(open_folder(in_parquet(tmp_path, {"legal_basis": values}))) == ["法", None]


FILES = {"没有统计": {"write_statistics": False}, "各行各成一组": {"row_group_size": 1}}


@pytest.mark.parametrize("options", FILES.values(), ids=FILES)
def test_whatever_the_file_says_of_itself(tmp_path, options):
    assert bases(open_folder(in_parquet(tmp_path, {"legal_basis": ["a", "\u3000"]}, **options))) == [
        "a",
        None,
    ]


def test_of_columns_whose_bounds_rule_blank_text_out_no_row_is_asked(tmp_path):
    folder = open_folder(in_parquet(tmp_path, {"legal_basis": ["法", "令"]}))
    assert folder.sources["restraints"].doubtful == folder.sources["restraints"].blanked == []


@pytest.mark.parametrize("text", BLANK.values(), ids=BLANK)
def test_in_a_required_column_it_is_refused_with_its_row(tmp_path, text):
    assert (
        "restraints.parquet:2:restraint_id",
        "required but empty; expected text of at most 200 characters",
    ) in told(refusal(in_parquet(tmp_path, {"restraint_id": ["R1", text]})))


@pytest.mark.parametrize("text", BLANK.values(), ids=BLANK)
def test_a_csv_means_the_same_by_it(tmp_path, text):
    with open_folder(in_csv(tmp_path, text, "D2")).connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT parent_id FROM departments WHERE department_id = 'D2'").fetchall() == [
            (None,)
        ]
    refused = told(refusal(in_csv(tmp_path, "", text)))
    assert (
        "departments.csv:3:department_id",
        "required but empty; expected text of at most 200 characters",
    ) in refused


def test_a_row_of_a_csv_that_is_blank_all_over_is_no_row(tmp_path):
    folder = sound(tmp_path)
    with (folder / "departments.csv").open("a", encoding="utf-8") as file:
        file.write(" ,\u3000,\n")
    assert open_folder(folder).rows["departments"] == 2


def test_a_date_of_white_space_is_no_date(tmp_path):
    text = f"visit_id,official_id,enterprise_id,visited_on,enterprise_confirmed\nV1,P1,{FIRM},2025-03-01, \n"
    with open_folder(sound(tmp_path, visits=text)).connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT enterprise_confirmed FROM visits").fetchall() == [(None,)]


def test_one_of_a_set_may_be_blank_where_it_may_be_null(tmp_path):
    text = f"enterprise_id,name,size\n{FIRM},甲厂,\u3000\nE-2,乙店,\n"
    with open_folder(sound(tmp_path, enterprises=text)).connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT count(size) FROM enterprises").fetchall() == [(0,)]


def test_nothing_blank_is_written_as_text(tmp_path):
    write_folder(
        tmp_path / "out", {"departments": [{"department_id": "D1", "name": "局", "parent_id": "\u3000"}]}
    )
    assert pq.read_table(tmp_path / "out" / "departments.parquet")["parent_id"].to_pylist() == [None]
