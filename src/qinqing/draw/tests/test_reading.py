"""The pool folder: what is read, and that what is wrong is refused with everything wrong in it."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from qinqing.draw.pool import Enterprise, Inspector, Pool, enterprise_of, inspector_of
from qinqing.draw.reading import read_pool
from qinqing.draw.tests.make import EXAMPLE, pool
from qinqing.refusals import Refused

FIRMS = "enterprise_id,risk_class,excluded,needs,went_last\nE2,B,已查,,\nE1,A,,works|alarm,P1\n"
PEOPLE = "inspector_id,skills,away,recused_from\nP2,alarm,,E1|E2\nP1,,产假,\n"


def folder(tmp: Path, firms: str | bytes = FIRMS, people: str | bytes = PEOPLE) -> Path:
    for name, text in (("enterprises", firms), ("inspectors", people)):
        (tmp / f"{name}.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return tmp


def refused(path: Path) -> list[str]:
    with pytest.raises(Refused) as caught:
        read_pool(path)
    assert caught.value.code == "draw.pool"
    return [str(problem) for problem in caught.value.problems]


def test_rows_are_read_with_their_reasons_and_lists(tmp_path):
    read = read_pool(folder(tmp_path))
    assert read.enterprises == (
        Enterprise("E1", "A", None, ("alarm", "works"), ("P1",)),
        Enterprise("E2", "B", "已查"),
    )
    assert read.inspectors == (Inspector("P1", (), "产假"), Inspector("P2", ("alarm",), None, ("E1", "E2")))


def test_parquet_and_csv_have_the_same_root(tmp_path):
    csv = read_pool(folder(tmp_path))
    columns = {"enterprise_id": ["E2", "E1"], "risk_class": ["B", "A"], "excluded": ["已查", None]}
    columns |= {"needs": [None, "works|alarm"], "went_last": [None, "P1"]}
    (tmp_path / "enterprises.csv").unlink()
    pq.write_table(pa.table(columns), tmp_path / "enterprises.parquet")
    assert read_pool(tmp_path).root == csv.root


def test_the_root_does_not_depend_on_the_order_of_rows():
    rows, people = list(pool().enterprises), list(pool().inspectors)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert Pool.of(rows, people).root == pool().root


def test_the_root_is_what_sha256sum_says_of_the_rows_in_a_file():
    import hashlib

    text = "qqdraw-pool/v1\n" + "".join(line + "\n" for line in pool().lines)
    assert hashlib.sha256(text.encode()).hexdigest() == pool().root


def test_a_row_written_quickly_is_the_canonical_text():
    from qinqing.draw.texts import text_of

    for row in pool().enterprises:
        assert row.line == text_of(row._asdict()) and enterprise_of(row.line) == row
    assert all(inspector_of(row.line) == row for row in pool().inspectors)


@pytest.mark.parametrize(
    "line",
    [
        '{"excluded":null,"id":"E1","needs":[],"risk":"E","went_last":[]}',
        '{"excluded":null,"id":"","needs":[],"risk":"A","went_last":[]}',
        '{"excluded":"","id":"E1","needs":[],"risk":"A","went_last":[]}',
        '{"excluded":null,"id":"E1","needs":["b","a"],"risk":"A","went_last":[]}',
        '{"excluded":null,"id":"E1","needs":[1],"risk":"A","went_last":[]}',
        '{"excluded":null,"id":"E1","needs":[["a"]],"risk":"A","went_last":[]}',
        '{"excluded":null,"id":"E1","needs":[],"risk":["A"],"went_last":[]}',
        '{"excluded":null, "id":"E1","needs":[],"risk":"A","went_last":[]}',
        '{"excluded":null,"id":"E1","needs":[],"risk":"A","went_last":[],"x":1}',
        '{"excluded":null,"id":"E1","id":"E1","needs":[],"risk":"A","went_last":[]}',
        "[]",
        "{",
        "[" * 100_000,
    ],
)
def test_a_text_that_is_no_row_to_the_letter_is_none(line: str):
    assert enterprise_of(line) is None
    assert inspector_of(line) is None


def test_the_example_is_read():
    read = read_pool(EXAMPLE / "pool")
    assert len(read.enterprises) == 60 and len(read.inspectors) == 6
    assert {risk: len(ids) for risk, ids in read.eligible.items()} == {"A": 12, "B": 15, "C": 15, "D": 15}


HEAD = "enterprise_id,risk_class\n"
WRONG = {
    "重复": (HEAD + "E1,A\nE1,A\n", "enterprises.csv:3:enterprise_id: E1 与第 2 行重复"),
    "大小写重复": (HEAD + "E1,A\ne1,A\n", "与第 2 行重复"),
    "全角重复": (HEAD + "E1,A\nＥ1,A\n", "与第 2 行重复"),
    "类别不认识": (HEAD + "E1,E\n", "风险类别 E 应为"),
    "类别小写": (HEAD + "E1,a\n", "风险类别 a 应为"),
    "没有类别": (HEAD + "E1,\n", "风险类别 — 应为"),
    "没有编号": (HEAD + ",A\n", "没有编号"),
    "编号有空格": (HEAD + "E 1,A\n", "不能有空白"),
    "编号有竖线": (HEAD + "E|1,A\n", "不能有空白"),
    "编号有双向字符": (HEAD + "E\u202e1,A\n", "不能有空白"),
    "编号太长": (HEAD + "E" * 65 + ",A\n", "至多 64"),
    "缺列": ("enterprise_id\nE1\n", "enterprises.csv:1:risk_class: 没有这一列"),
    "多列": ("enterprise_id,risk_class,name\nE1,A,甲\n", "enterprises.csv:1:name: 不认识这一列"),
    "同名列": ("enterprise_id,risk_class,risk_class\nE1,A,B\n", "这一列写了两次"),
    "截断在格中": (HEAD + "E1,A\nE2", "最后一行没有换行"),
    "截断少格": (HEAD + "E1,A\nE2\n", "此行有 1 个单元格"),
    "空文件": ("", "没有表头"),
    "混合编码": ((HEAD + "E1,A\n").encode() + "甲厂,A\n".encode("gbk"), "不是 UTF-8 编码"),
    "空字符": (HEAD + "E\0,A\n", "空字符"),
    "理由只有空白": ("enterprise_id,risk_class,excluded\nE1,A,  \n", "应写明理由"),
}


@pytest.mark.parametrize(("firms", "says"), WRONG.values(), ids=WRONG)
def test_a_spoilt_table_is_refused_in_words(firms: str | bytes, says: str, tmp_path):
    assert any(says in problem for problem in refused(folder(tmp_path, firms, "inspector_id\nP1\n")))


def test_all_problems_of_both_tables_are_told_at_once(tmp_path):
    told = refused(folder(tmp_path, HEAD + "E1,X\n,A\n", "inspector_id\n\nP 1\n"))
    assert len(told) >= 3 and {text.partition(":")[0] for text in told} == {
        "enterprises.csv",
        "inspectors.csv",
    }


def test_a_recusal_from_a_firm_nobody_knows_is_a_slip_of_the_pen(tmp_path):
    told = refused(folder(tmp_path, people="inspector_id,recused_from\nP1,E9\n"))
    assert told == ["inspectors.csv:2:recused_from: E9 不在企业名单里"]


def test_a_cut_parquet_file_is_refused(tmp_path):
    folder(tmp_path)
    (tmp_path / "enterprises.csv").unlink()
    path = tmp_path / "enterprises.parquet"
    pq.write_table(pa.table({"enterprise_id": ["E1"], "risk_class": ["A"]}), path)
    path.write_bytes(path.read_bytes()[:-9])
    assert "Parquet" in refused(tmp_path)[0]


def test_two_files_of_one_table_and_a_missing_one_are_refused(tmp_path):
    folder(tmp_path)
    (tmp_path / "enterprises.parquet").write_bytes(b"")
    (tmp_path / "inspectors.csv").unlink()
    told = refused(tmp_path)
    assert "只留一个" in told[0] and "没有这张表" in told[1]


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"draw\.no-pool"):
        read_pool(tmp_path / "none")
