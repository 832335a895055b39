"""The annual plan: read whole, kept once, and nothing drawn that is not in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qinqing.draw.plan import plan_of, read_plan
from qinqing.draw.store import keep_plan, kept_plan
from qinqing.draw.tests.make import DRAW, SHANGHAI, committed, plan
from qinqing.refusals import Refused

HEAD = "draw_id,title,from,until\n"


def written(tmp: Path, rows: str) -> Path:
    path = tmp / "plan.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param("", "没有一次抽取", id="空计划"),
        pytest.param(
            "R1,甲,2026-01-01,2026-02-01\nR1,乙,2026-01-01,2026-02-01\n", "与第 2 行重复", id="编号重复"
        ),
        pytest.param(
            "R1,甲,2026-01-01,2026-02-01\nr1,乙,2026-01-01,2026-02-01\n", "与第 2 行重复", id="大小写重复"
        ),
        pytest.param("../R1,甲,2026-01-01,2026-02-01\n", "编号应为字母", id="编号带路径"),
        pytest.param("R1,,2026-01-01,2026-02-01\n", "应写明抽什么", id="没有名称"),
        pytest.param("R1,甲,2026-02-30,2026-03-01\n", "应为日期", id="没有这一天"),
        pytest.param("R1,甲,2026-03-02,2026-03-01\n", "早于 from", id="次序反了"),
        pytest.param("R1,甲,2026-12-01,2027-01-31\n", "不在同一年", id="跨年"),
    ],
)
def test_a_spoilt_plan_is_refused_in_words(rows: str, says: str, tmp_path: Path):
    with pytest.raises(Refused) as caught:
        read_plan(written(tmp_path, rows))
    assert caught.value.code == "draw.plan"
    assert any(says in str(problem) for problem in caught.value.problems)


def test_a_plan_is_kept_once_and_the_same_again_changes_nothing(tmp_path):
    keep_plan(tmp_path, plan())
    before = (tmp_path / "plan.json").read_bytes()
    keep_plan(tmp_path, plan())
    assert (tmp_path / "plan.json").read_bytes() == before
    assert kept_plan(tmp_path) == plan()


def test_a_plan_is_not_replaced_by_one_with_another_draw(tmp_path):
    keep_plan(tmp_path, plan())
    with pytest.raises(Refused, match=r"draw\.plan-kept"):
        keep_plan(tmp_path, read_plan(written(tmp_path, "R1,甲,2026-01-01,2026-02-01\n")))


def test_an_altered_plan_is_no_plan(tmp_path):
    path = keep_plan(tmp_path, plan())
    path.write_bytes(path.read_bytes().replace(b"2026-RF-02", b"2026-RF-03"))
    with pytest.raises(Refused, match=r"draw\.no-plan"):
        kept_plan(tmp_path)


def test_texts_are_the_plan_only_to_the_letter_and_in_order():
    lines = plan().lines
    assert plan_of(lines) == plan()
    assert plan_of(lines[::-1]) is None
    assert plan_of([*lines, lines[-1]]) is None
    assert plan_of([lines[0].replace(":", ": ", 1)]) is None
    assert plan_of([]) is None


def test_what_is_not_planned_is_not_drawn():
    with pytest.raises(Refused, match=r"draw\.unplanned"):
        committed(draw="2026-RF-09")


@pytest.mark.parametrize(
    "day", [datetime(2026, 6, 14, 23, 59, tzinfo=SHANGHAI), datetime(2026, 8, 1, tzinfo=SHANGHAI)]
)
def test_a_draw_is_committed_on_the_days_of_the_plan(day: datetime):
    with pytest.raises(Refused, match=r"draw\.outside-plan"):
        committed(moment=day)


def test_the_commit_names_its_draw():
    assert committed().draw == DRAW
