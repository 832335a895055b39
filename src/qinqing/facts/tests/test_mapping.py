"""A bureau's own tables into facts: what the mapping says, what does not fit, what is wrong with the mapping."""

import csv
import gzip
import json
import os
from datetime import date, datetime
from pathlib import Path
from textwrap import dedent

import pytest
from openpyxl import Workbook

from qinqing.facts.folder import open_folder
from qinqing.facts.mapping.parse import load_mapping
from qinqing.facts.mapping.run import Outcome, run_mapping
from qinqing.facts.tests.make import FIRM
from qinqing.refusals import Refused

# An invented ledger of fees, as an office would keep it.
LEDGER = f"""
    统一代码,企业名称,规模,日期,金额（万元）,项目,状态
    {FIRM},甲厂,小微,2025年3月1日,"1,234.5",检测费,有效
    {FIRM},甲厂（改名）,小微,2025/3/2,¥0.05,检测费,有效
    E-2,乙店,不详,2025年3月2日,1,培训费,作废
    E-3,丙店,大型,三月二日,1,培训费,有效
    E-4,丁店,巨型,2025年3月3日,1,培训费,有效
    91110000600037341X,戊店,大型,2025年3月3日,1,培训费,有效
    E-6,己店,大型,2025年3月3日,-1,培训费,有效
    E-7,,不详,2025年3月3日,1,培训费,有效
    E-8,辛店
    """
MAPPING = """
    title = "收费台账（虚构）"
    [[rows.departments]]
    department_id = "D1"
    name = "监督科"
    [[source]]
    name = "ledger"
    file = "台账.csv"
    encoding = "gb18030"
    [[source.unwanted]]
    column = "状态"
    other_than = ["有效"]
    reason = "台账注明作废"
    [[source.table]]
    table = "enterprises"
    once = true
    [source.table.columns]
    enterprise_id = "统一代码"
    name = "企业名称"
    size = { column = "规模", values = { "小微" = "small", "大型" = "large" }, empty = ["不详"] }
    [[source.table]]
    table = "fees"
    [source.table.columns]
    fee_id = { hash = ["统一代码", "日期", "项目"], prefix = "F-" }
    enterprise_id = "统一代码"
    department_id = { constant = "D1" }
    item = "项目"
    charged_on = { column = "日期", formats = ["%Y年%m月%d日", "%Y/%m/%d"] }
    amount_cny = { column = "金额（万元）", remove = [",", "¥"], times = "10000" }
    """


def write(folder: Path, mapping: str = MAPPING, ledger: str = LEDGER) -> Path:
    text = dedent(ledger).lstrip("\n")
    (folder / "台账.csv").write_bytes(text.encode("gb18030"))
    path = folder / "mapping.toml"
    path.write_text(dedent(mapping), encoding="utf-8")
    return path


def run(folder: Path, mapping: str = MAPPING, ledger: str = LEDGER) -> Outcome:
    return run_mapping(load_mapping(write(folder, mapping, ledger)), folder / "out")


def rejects(folder: Path, source: str = "ledger") -> list[dict[str, str]]:
    with (folder / "out" / "rejects" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(folder: Path, query: str) -> list[tuple]:
    with open_folder(folder / "out").connect(date(2025, 12, 31)) as connection:
        return connection.sql(query).fetchall()


def test_columns_values_dates_and_amounts_are_translated(tmp_path):
    run(tmp_path)
    assert facts(tmp_path, "SELECT enterprise_id, name, size FROM enterprises") == [(FIRM, "甲厂", "small")]
    assert facts(tmp_path, "SELECT charged_on, amount_cny::VARCHAR, item FROM fees ORDER BY 1") == [
        (date(2025, 3, 1), "12345000.00", "检测费"),
        (date(2025, 3, 2), "500.00", "检测费"),
    ]


def test_only_what_the_source_has_is_written(tmp_path):
    run(tmp_path)
    folder = open_folder(tmp_path / "out")
    assert {"ownership", "region"} <= folder.missing_columns("enterprises")
    assert set(folder.tables) == {"departments", "enterprises", "fees"}


def test_every_row_that_does_not_fit_is_listed_with_its_number_reason_and_cells(tmp_path):
    outcome = run(tmp_path)
    listed = [(r["row"], r["table"], r["column"], r["reason_zh"]) for r in rejects(tmp_path)]
    assert listed == [
        ("4", "", "状态", "台账注明作废"),
        ("5", "fees", "charged_on", "“三月二日”不是 %Y年%m月%d日、%Y/%m/%d 形式的日期"),
        ("6", "enterprises", "size", "映射的 values 中没有“巨型”"),
        (
            "7",
            "enterprises",
            "enterprise_id",
            "“91110000600037341X”是 18 位，但不是校验码正确的统一社会信用代码",
        ),
        (
            "8",
            "fees",
            "amount_cny",
            "“-10000”不合要求，应为：金额（元）：0 至 9,999,999,999,999,999.99，至多两位小数",
        ),
        ("9", "enterprises", "name", "必填，却为空；应为：至多 2000 字的文本"),
        ("10", "", "", "此行有 2 个单元格，表头有 7 个"),
    ]
    assert rejects(tmp_path)[1]["企业名称"] == "丙店"
    (source,) = outcome.sources
    assert (source.read, source.rejected) == (9, 7)


def test_rows_in_and_rows_out_add_up(tmp_path):
    outcome = run(tmp_path)
    (source,) = outcome.sources
    assert outcome.rows["fees"] + source.rejected == source.read
    assert outcome.rows["enterprises"] + outcome.merged["enterprises"] + source.rejected == source.read


def test_generated_keys_are_the_same_every_time(tmp_path):
    run(tmp_path)
    first = (tmp_path / "out" / "fees.parquet").read_bytes()
    run(tmp_path)
    assert (tmp_path / "out" / "fees.parquet").read_bytes() == first


def test_a_repeated_key_is_rejected_and_its_twin_kept(tmp_path):
    twice = f"统一代码,企业名称,规模,日期,金额（万元）,项目,状态\n{(f'{FIRM},甲厂,小微,2025/3/2,1,费,有效' + chr(10)) * 2}"
    outcome = run(tmp_path, ledger=twice)
    assert outcome.rows["fees"] == 1
    assert [(r["row"], r["column"]) for r in rejects(tmp_path)] == [("3", "fee_id")]


TWO_SOURCES = """
    title = "两个来源（虚构）"
    [[source]]
    name = "firms"
    file = "firms.csv"
    [[source.table]]
    table = "enterprises"
    columns = { enterprise_id = "id", name = "name" }
    [[source]]
    name = "stakes"
    file = "stakes.json.gz"
    records = "stakes"
    [[source.table]]
    table = "holdings"
    columns = { holder_id = "holder", enterprise_id = "firm", share = "share" }
    """


def test_a_row_that_refers_to_nothing_is_rejected(tmp_path):
    (tmp_path / "firms.csv").write_text("id,name\nE-1,a\nE-2,\n")
    stakes = {
        "stakes": [{"holder": "X", "firm": "E-1", "share": 0.5}, {"holder": "X", "firm": "E-2"}, {"x": 1}]
    }
    (tmp_path / "stakes.json.gz").write_bytes(gzip.compress(json.dumps(stakes).encode()))
    outcome = run(tmp_path, TWO_SOURCES)
    assert outcome.rows == {"enterprises": 1, "holdings": 1}
    assert [(r["row"], r["reason_en"]) for r in rejects(tmp_path, "stakes")] == [
        ("2", "'E-2' is not in enterprises"),
        ("3", "every column it is made from is empty"),
    ]


SHEET = """
    title = "走访表（虚构）"
    [[rows.departments]]
    department_id = "D1"
    name = "监督科"
    [[rows.officials]]
    official_id = "P1"
    name = "张某"
    department_id = "D1"
    post = "科长"
    leader = true
    [[rows.enterprises]]
    enterprise_id = "E-1"
    name = "甲厂"
    [[source]]
    name = "visits"
    file = "走访.xlsx"
    sheet = "2025"
    header_row = 2
    [[source.table]]
    table = "contacts"
    [source.table.columns]
    contact_id = { counter = "C-" }
    official_id = { column = "领导", values = { "张某" = "P1" } }
    enterprise_id = { constant = "E-1" }
    matter_pending = { column = "有无在办事项", values = { "有" = true, "无" = false }, otherwise = "false" }
    started_at = { column = "时间", formats = ["%Y-%m-%d %H:%M"] }
    reported_on = { column = "报备日", empty = ["未报备"] }
    """


def write_sheet(folder: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("2025")
    rows = [
        ["走访台账"],
        ["领导", "有无在办事项", "时间", "报备日"],
        ["张某", "有", datetime.fromisoformat("2025-03-01T09:30"), date(2025, 3, 2)],
        ["张某 ", "不清楚", "2025-03-02 10:00", "未报备"],
        [None, None, None, None],
        ["王某", "无", "2025-03-02 10:00", None],
    ]
    for row in rows:
        sheet.append(row)
    book.save(folder / "走访.xlsx")


def test_a_sheet_of_a_workbook_is_read_with_its_own_dates_and_header(tmp_path):
    write_sheet(tmp_path)
    outcome = run(tmp_path, SHEET)
    assert facts(tmp_path, "SELECT contact_id, matter_pending, started_at, reported_on FROM contacts") == [
        ("C-3", True, datetime.fromisoformat("2025-03-01T09:30"), date(2025, 3, 2)),
        ("C-4", False, datetime.fromisoformat("2025-03-02T10:00"), None),
    ]
    assert outcome.sources[0].read == 3
    assert [(r["row"], r["column"]) for r in rejects(tmp_path, "visits")] == [("6", "official_id")]


UNREADABLE = {
    "没有文件": ("台账.csv", None, "No such file"),
    "编码不符": ("台账.csv", "编号\n".encode("utf-16"), "is not gb18030"),
    "引号不闭合": ("台账.csv", b'"a\n', "not in the form expected"),
}


@pytest.mark.parametrize(("name", "content", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_source_that_cannot_be_read_is_refused(tmp_path, name, content, says):
    mapping = load_mapping(write(tmp_path))
    (tmp_path / name).unlink() if content is None else (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as caught:
        run_mapping(mapping, tmp_path / "out")
    assert caught.value.code == "facts.source" and says in caught.value.says.en
    assert not (tmp_path / "out").exists()


def test_a_pipe_in_place_of_a_source_or_a_mapping_is_refused_and_never_waited_for(tmp_path):
    mapping = load_mapping(write(tmp_path))
    (tmp_path / "台账.csv").unlink()
    os.mkfifo(tmp_path / "台账.csv")
    with pytest.raises(Refused, match=r"facts\.source") as caught:
        run_mapping(mapping, tmp_path / "out")
    assert "not a regular file" in caught.value.says.en and "不是普通文件" in caught.value.says.zh
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(Refused, match=r"facts\.mapping"):
        load_mapping(tmp_path / "pipe.toml")


def test_a_workbook_that_is_none_and_a_sheet_that_is_not_there_are_refused(tmp_path):
    mapping = load_mapping(write(tmp_path, SHEET.replace('"2025"', '"2024"')))
    write_sheet(tmp_path)
    for content in ((tmp_path / "走访.xlsx").read_bytes(), b"PK no workbook", b""):
        (tmp_path / "走访.xlsx").write_bytes(content)
        with pytest.raises(Refused) as caught:
            run_mapping(mapping, tmp_path / "out")
        assert caught.value.code == "facts.source"


BAD_MAPPING = """
    title = 3
    nonsense = 1
    [[rows.departments]]
    department_id = "D1"
    [[source]]
    name = "../ledger"
    file = "台账.csv"
    encoding = "gbx"
    [[source.unwanted]]
    column = "状态"
    [[source.table]]
    table = "gossip"
    columns = {}
    [[source.table]]
    table = "fees"
    [source.table.columns]
    fee_id = { column = "a", constant = "b" }
    enterprise_id = { constant = "E", times = "many" }
    quantity = { column = "x", times = "NaN" }
    department_id = { constant = "D1", zone = "Asia/Nowhere" }
    item = { formula = "x" }
    collected_by = { constant = "nobody" }
    charged_on = { column = "x", formats = ["%Y-%Q"] }
    amount_cny = { column = "x", values = { "a" = "-1" } }
    colour = "x"
    """


def test_everything_wrong_with_a_mapping_is_told_at_once(tmp_path):
    with pytest.raises(Refused) as caught:
        load_mapping(write(tmp_path, BAD_MAPPING))
    assert caught.value.code == "facts.mapping"
    assert {problem.where for problem in caught.value.problems} == {
        "mapping.nonsense",
        "mapping.title",
        "source[1].name",
        "source[1].encoding",
        "../ledger.unwanted[1].reason",
        "../ledger.unwanted[1]",
        "../ledger.table[1].table",
        "../ledger.table[2].charged_on.formats",
        "../ledger.table[2].amount_cny",
        "../ledger.table[2].quantity.times",
        "../ledger.table[2].colour",
        "../ledger.table[2].fee_id",
        "../ledger.table[2].enterprise_id.times",
        "../ledger.table[2].department_id.zone",
        "../ledger.table[2].item.formula",
        "../ledger.table[2].item",
        "../ledger.table[2].collected_by",
        "rows.departments[1].name",
        "../ledger.fees.enterprise_id",
    }


def test_a_mapping_that_is_no_toml_or_asks_for_columns_that_are_not_there_is_refused(tmp_path):
    with pytest.raises(Refused, match=r"facts\.mapping"):
        load_mapping(write(tmp_path, "title = "))
    with pytest.raises(Refused, match=r"facts\.mapping"):
        load_mapping(tmp_path / "none.toml")
    with pytest.raises(Refused) as caught:
        run(tmp_path, MAPPING.replace('"项目"', '"收费项目"'))
    assert [p.where for p in caught.value.problems] == ["ledger"]


def test_a_row_written_in_the_mapping_is_the_mappings_fault(tmp_path):
    with pytest.raises(Refused) as caught:
        run(tmp_path, MAPPING.replace('name = "监督科"', 'name = ""'))
    assert [p.where for p in caught.value.problems] == ["rows.departments[1].name"]
