"""CSV as people save it: encodings, quotes, ragged rows, blank lines; what it may write and what it means."""

import os
from datetime import date, datetime

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.tests.make import FIRM, SOUND, opened, refusal, sound, told, write_csv
from qinqing.refusals import Refused

DEPARTMENTS = "department_id,name\nD1,甲局\nD2,乙科\n"
BROKEN = {
    "存成 GBK": (DEPARTMENTS.encode("gbk"), "departments.csv:2", "GBK/GB18030"),
    "编码混杂": (DEPARTMENTS.encode() + b"D3,\xff\n", "departments.csv:4", "not UTF-8"),
    "存成 UTF-16": (DEPARTMENTS.encode("utf-16"), "departments.csv:1", "NUL"),
    "夹有空字符": (DEPARTMENTS.encode() + b"D3,a\0b\n", "departments.csv:4", "NUL"),
    "少一格": (DEPARTMENTS.encode() + b"D3\n", "departments.csv:4", "this row has 1 cells, the header has 2"),
    "多一格": (
        DEPARTMENTS.encode() + b"D3,c,\n",
        "departments.csv:4",
        "this row has 3 cells, the header has 2",
    ),
    "引号未闭合": (DEPARTMENTS.encode() + b'D3,"c\nD4,d\n', "departments.csv:4", "quotes do not pair"),
    "引号吞行": (DEPARTMENTS.encode() + b'D3,"c\nD4,"d\n', "departments.csv:4", "quotes do not pair"),
    "空文件": (b"", "departments.csv:1", "no header"),
    "首行空白": (b"\n" + DEPARTMENTS.encode(), "departments.csv:1", "no header"),
    "列名重复": (
        b"department_id,name,name\nD1,a,b\nD2,a,b\n",
        "departments.csv:1:name",
        "the column appears twice",
    ),
}


@pytest.mark.parametrize(("content", "where", "says"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_sound_csv_is_refused_with_the_line(tmp_path, content, where, says):
    folder = sound(tmp_path)
    (folder / "departments.csv").write_bytes(content)
    problems = told(refusal(folder))
    assert problems[0][0] == where
    assert says in problems[0][1]


WELL = {
    "带 BOM": b"\xef\xbb\xbf" + DEPARTMENTS.encode(),
    "Windows 换行": DEPARTMENTS.replace("\n", "\r\n").encode(),
    "末行无换行": DEPARTMENTS.rstrip("\n").encode(),
    "空行与空单元格行": (DEPARTMENTS + "\n,\n\n").encode(),
    "列序不同": b"name,department_id\n\xe7\x94\xb2\xe5\xb1\x80,D1\nb,D2\n",
    "单元格内换行": 'department_id,name\nD1,"甲\n局"\nD2,"a""b"\n'.encode(),
}


@pytest.mark.parametrize("content", WELL.values(), ids=WELL)
def test_a_csv_is_read_however_it_was_saved(tmp_path, content):
    folder = sound(tmp_path)
    (folder / "departments.csv").write_bytes(content)
    assert open_folder(folder).rows["departments"] == 2


def test_rows_are_numbered_as_a_spreadsheet_shows_them_whatever_stands_before(tmp_path):
    text = 'department_id,name\nD1,"甲\n局"\n\nD3\nD2,\n'
    assert [where for where, _ in told(refusal(sound(tmp_path, departments=text)))] == [
        "departments.csv:4",
        "departments.csv:5:name",
    ]


def test_a_file_that_cannot_be_opened_is_a_problem_among_others(tmp_path):
    folder = sound(tmp_path)
    (folder / "policies.csv").mkdir()
    assert told(refusal(folder)) == [("policies.csv", "cannot be read: Is a directory")]


def test_every_cut_within_a_row_is_refused_or_said(tmp_path):
    whole = "department_id,name,until\nD1,甲局,2025-03-01\nD2,乙科,\n".encode()
    for cut in range(len("department_id,name,until") + 1, len(whole)):
        folder = sound(tmp_path)
        (folder / "departments.csv").write_bytes(whole[:cut])
        try:
            warnings = [w.where for w in open_folder(folder).warnings]
        except Refused:
            continue
        line = whole[:cut].count(b"\n") + 1
        assert whole[:cut].endswith(b"\n") or f"departments.csv:{line}" in warnings


def test_a_last_line_without_line_end_is_read_and_said_with_its_row(tmp_path):
    folder = sound(tmp_path)
    (folder / "departments.csv").write_bytes((DEPARTMENTS + "\n").rstrip().encode())
    (said,) = [w for w in open_folder(folder).warnings if w.where == "departments.csv:3"]
    assert "may have been cut off" in said.says.en and "可能在此处被截断" in said.says.zh


def test_what_is_no_regular_file_is_refused_and_never_waited_for(tmp_path):
    folder = sound(tmp_path / "facts")
    for name in ("penalties.csv", "policies.parquet"):
        os.mkfifo(folder / name)
    (folder / "visits.csv").symlink_to("nowhere.csv")
    says = "cannot be read: not a regular file: a pipe, a socket or a device"
    assert told(refusal(folder)) == [
        ("policies.parquet", says),
        ("penalties.csv", says),
        ("visits.csv", "cannot be read: No such file or directory"),
    ]


def test_a_link_to_a_file_is_read_like_the_file(tmp_path):
    folder = sound(tmp_path / "facts")
    (folder / "departments.csv").rename(tmp_path / "kept.csv")
    (folder / "departments.csv").symlink_to(tmp_path / "kept.csv")
    assert open_folder(folder).rows["departments"] == 2


TIMES = {
    "北京时间": ("2025-03-01T09:30:00+08:00", datetime.fromisoformat("2025-03-01T09:30")),
    "世界时跨日": ("2025-03-01T23:30:00Z", datetime.fromisoformat("2025-03-02T07:30")),
    "空格与无秒": ("2025-03-01 09:30+0800", datetime.fromisoformat("2025-03-01T09:30")),
    "带微秒": ("2025-03-01T09:30:00.000001+08:00", datetime.fromisoformat("2025-03-01T09:30:00.000001")),
}


@pytest.mark.parametrize(("written", "meant"), TIMES.values(), ids=TIMES)
def test_a_time_is_read_as_the_clock_stood_in_beijing(tmp_path, written, meant):
    text = f"""
        inspection_id,enterprise_id,department_id,kind,basis,started_at
        I1,{FIRM},D1,routine,plan,{written}
        """
    with opened(tmp_path, inspections=text).connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT started_at FROM inspections").fetchall() == [(meant,)]


def test_a_time_in_a_date_column_is_cut_to_its_day_in_beijing(tmp_path):
    text = f"visit_id,official_id,enterprise_id,visited_on\nV1,P1,{FIRM},2025-03-01T23:30:00Z\n"
    with opened(tmp_path, visits=text).connect(date(2025, 12, 31)) as facts:
        assert facts.sql("SELECT visited_on FROM visits").fetchall() == [(date(2025, 3, 2),)]


def test_empty_is_null_and_values_come_with_the_contracts_types(tmp_path):
    text = f"fee_id,enterprise_id,department_id,item,quantity,charged_on,amount_cny\nF1,{FIRM},D1,费,,2025-03-01,007.500\n"
    with opened(tmp_path, fees=text).connect(date(2025, 12, 31)) as facts:
        described = dict(row[:2] for row in facts.sql("DESCRIBE fees").fetchall())
        row = facts.sql("SELECT quantity, collected_by, amount_cny::VARCHAR FROM fees").fetchall()
    assert described["amount_cny"] == "DECIMAL(18,2)" and described["charged_on"] == "DATE"
    assert row == [(None, None, "7.50")]


def test_the_last_day_of_9999_means_no_end(tmp_path):
    tables = {**SOUND, "departments": "department_id,name,until\nD1,a,9999-12-31\nD2,b,2020-01-01\n"}
    with open_folder(write_csv(tmp_path, tables)).connect(date(2025, 1, 1)) as facts:
        ends = facts.sql("SELECT until FROM departments ORDER BY department_id").fetchall()
    assert ends == [(None,), (date(2020, 1, 1),)]
