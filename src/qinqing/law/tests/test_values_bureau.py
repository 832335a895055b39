"""The bureau's values file: what it may say, every mistake named at once, and how a page writes it."""

from __future__ import annotations

import os
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.law.values import Values, write_values
from qinqing.law.values.model import Item, Items
from qinqing.refusals import Failed, Refused, Say

GOOD = "confirmed: [transfers_max, liaison_visit_days]\nvalues: {gift_handover_cny: {2024-01-01: 200}}\n"

MISTAKES = {
    "没有这个数值": ("confirmed: [transfer_max]", "confirmed.transfer_max", "transfers_max"),
    "已拆分的数值": ("confirmed: [credit_pledge_breach_fine]", "confirmed.credit_pledge_breach_fine", "_min"),
    "确认两次": ("confirmed: [transfers_max, transfers_max]", "confirmed.transfers_max", "twice"),
    "没有样例": ("confirmed: [gift_handover_cny]", "confirmed.gift_handover_cny", "no sample"),
    "确认不是列表": ("confirmed: transfers_max", "confirmed", "a list"),
    "确认的是映射": ("confirmed: [{a: b}]", "confirmed", "no such value"),
    "设定没有这个数值": ("values: {nothing: {2024-01-01: 3}}", "values.nothing", "no such value"),
    "设定不是映射": ("values: [gift_handover_cny]", "values", "2024-01-01"),
    "没有起始日期": ("values: {transfers_max: 4}", "values.transfers_max", "{2024-01-01: 4}"),
    "日期列为空": ("values: {transfers_max: {}}", "values.transfers_max", "from which day"),
    "没有这一天": (
        "values: {transfers_max: {2024-02-30: 4}}",
        "values.transfers_max.2024-02-30",
        "should be a date",
    ),
    "日期太早": ("values: {transfers_max: {1899-12-31: 4}}", "values.transfers_max.1899-12-31", "1900-01-01"),
    "日期太晚": ("values: {transfers_max: {2200-01-01: 4}}", "values.transfers_max.2200-01-01", "2199-12-31"),
    "只写年份": ("values: {transfers_max: {2024: 4}}", "values.transfers_max.2024", "should be a date"),
    "负数": ("values: {transfers_max: {2024-01-01: -1}}", "values.transfers_max.2024-01-01", "whole number"),
    "加引号的数": (
        "values: {transfers_max: {2024-01-01: '4'}}",
        "values.transfers_max.2024-01-01",
        "without quotes",
    ),
    "是非": (
        "values: {transfers_max: {2024-01-01: true}}",
        "values.transfers_max.2024-01-01",
        "whole number",
    ),
    "小数": ("values: {transfers_max: {2024-01-01: 2.5}}", "values.transfers_max.2024-01-01", "whole number"),
    "八进制": (
        "values: {transfers_max: {2024-01-01: 010}}",
        "values.transfers_max.2024-01-01",
        "whole number",
    ),
    "空值": ("values: {transfers_max: {2024-01-01: }}", "values.transfers_max.2024-01-01", "whole number"),
    "三位小数的金额": (
        "values: {gift_handover_cny: {2024-01-01: 1.005}}",
        "values.gift_handover_cny",
        "two decimal",
    ),
    "过长的期限": ("values: {liaison_visit_days: {2024-01-01: 40000}}", "values.liaison_visit_days", "36500"),
    "无穷大": ("values: {gift_handover_cny: {2024-01-01: .inf}}", "values.gift_handover_cny", "an amount"),
    "时刻": ("values: {contact_day_start: {2024-01-01: '25:00'}}", "values.contact_day_start", "time of day"),
    "日期写两次": ("values: {transfers_max: {2024-01-01: 4, '2024-01-01': 5}}", ".yaml:1", "twice"),
    "没有这一部分": ("confirm: [transfers_max]", "confirm", "no such part"),
    "不是映射": ("[transfers_max]", ".yaml", "confirmed and values"),
    "不是 YAML": ("confirmed: [", ".yaml:", "YAML"),
    "两份文档": ("confirmed: []\n---\nvalues: {}", ".yaml", "one document"),
    "用了锚": ("confirmed: &a [transfers_max]", ".yaml:1", "no & and *"),
    "嵌套过深": ("confirmed: " + "[" * 5000, ".yaml:1", "nested deeper"),
    "控制字符": ("confirmed: [\x00]", ".yaml", "YAML"),
}


@pytest.mark.parametrize(("text", "where", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_refused_with_its_place(tmp_path: Path, text: str, where: str, said: str):
    with pytest.raises(Refused) as refused:
        Values.load(written(tmp_path, text))
    assert refused.value.code == "values.refused"
    told = [f"{problem.where} {problem.says.en}" for problem in refused.value.problems]
    assert any(where in one and said in one for one in told), told


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path):
    first = written(tmp_path, "confirmed: [a, b]\nvalues: {transfers_max: {x: -1}}", "a.yaml")
    second = written(tmp_path, "values: {c: {2024-01-01: 1}}", "b.yaml")
    with pytest.raises(Refused) as refused:
        Values.load(first, second)
    assert [problem.where for problem in refused.value.problems] == [
        "a.yaml: confirmed.a",
        "a.yaml: confirmed.b",
        "a.yaml: values.transfers_max.x",
        "a.yaml: values.transfers_max.x",
        "b.yaml: values.c",
    ]


def test_two_files_that_set_one_day_are_refused(tmp_path: Path):
    first = written(tmp_path, "values: {transfers_max: {2024-01-01: 3}}", "a.yaml")
    second = written(tmp_path, "values: {transfers_max: {2024-01-01: 4}}", "b.yaml")
    with pytest.raises(Refused):
        Values.load(first, second)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(Refused):
        Values.load(tmp_path / "none.yaml")


def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "values.yaml")
    with pytest.raises(Refused) as caught:
        Values.load(tmp_path / "values.yaml")
    assert "not a regular file" in caught.value.problems[0].says.en


def test_a_file_in_another_encoding_is_refused(tmp_path: Path):
    path = tmp_path / "values.yaml"
    path.write_bytes("# 数值\nconfirmed: []".encode("gb18030"))
    with pytest.raises(Refused):
        Values.load(path)


@pytest.mark.parametrize("text", ["", "# 尚无\n", "confirmed:\nvalues:\n", "confirmed: []\nvalues: {}\n"])
def test_a_file_that_says_nothing_is_no_mistake(tmp_path: Path, text: str):
    values = Values.load(written(tmp_path, text))
    assert (values.confirmed, dict(values.own)) == (frozenset(), {})


def test_confirming_what_is_in_force_is_a_warning(tmp_path: Path):
    values = Values.load(written(tmp_path, "confirmed: [pay_default_days, transfers_max]"))
    assert [problem.where for problem in values.warnings] == ["values.yaml: confirmed.pay_default_days"]
    assert values.confirmed == {"transfers_max"}


def test_a_thousand_damaged_files_are_taken_or_refused(tmp_path: Path):
    dice = random.Random(7)
    for _ in range(1000):
        letters = list(GOOD)
        for _ in range(dice.randint(1, 6)):
            letters[dice.randrange(len(letters))] = dice.choice("\t\n[]{}:,'\"&*!-#0空 ")
        try:
            Values.load(written(tmp_path, "".join(letters)))
        except Refused as refused:
            assert refused.problems


def test_what_a_page_writes_is_read_back(tmp_path: Path):
    path = tmp_path / "var" / "values.yaml"
    own = {
        "gift_handover_cny": {date(2025, 1, 1): Decimal("150.50"), date(2024, 1, 1): 200},
        "contact_day_end": {date(2024, 1, 1): "17:30"},
        "insp_cap_counts": {date(2024, 1, 1): Say("全部计入：'无例外'", "all of them: no exception, none")},
        "ticket_kpis": {date(2024, 1, 1): Items([Item("speed", "办理速度", "speed")])},
        "insp_scan_entry": {date(2024, 1, 1): False},
    }
    written_values = write_values(path, ["transfers_max"], own)
    read = Values.load(path)
    assert read.own == written_values.own
    assert {id: {d.since: d.value for d in dated} for id, dated in read.own.items()} == own
    assert read.confirmed == {"transfers_max"}
    assert path.read_text(encoding="utf-8").startswith("# 本单位确认和设定的数值")


def test_writing_nothing_leaves_a_file_that_says_nothing(tmp_path: Path):
    write_values(tmp_path / "values.yaml")
    assert Values.load(tmp_path / "values.yaml").confirmed == frozenset()


def test_a_refused_writing_leaves_the_file_as_it_was(tmp_path: Path):
    path = written(tmp_path, GOOD)
    with pytest.raises(Refused):
        write_values(path, ["no_such_value"])
    assert path.read_text(encoding="utf-8") == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_the_machines_fault(tmp_path: Path):
    blocked = written(tmp_path, "", "file")
    with pytest.raises(Failed):
        write_values(blocked / "values.yaml", ["transfers_max"])


def test_a_failed_replacing_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / "values.yaml").mkdir()
    with pytest.raises(Failed):
        write_values(tmp_path / "values.yaml", ["transfers_max"])
    assert [path.name for path in tmp_path.iterdir()] == ["values.yaml"]


def written(folder: Path, text: str, name: str = "values.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
