"""A ladder's file is taken whole or refused with everything that is wrong; a rung's day follows from the day due alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.refusals import Refused
from qinqing.work.ladders import Ladder, counted, read_ladders

KNOWN = {"decision": {"handler", "leader"}}
RIGHT = """decision:
  says: {zh: 期限, en: day due}
  rungs:
    - rung: soon
      says: {zh: 临近, en: near}
      to: [handler]
      dated:
        - {since: 2027-01-01, n: -5, unit: workday, source: {zh: 内部规定, en: own rule}}
        - {since: 2026-01-01, n: -3, unit: workday, source: {zh: 样例, en: a sample}}
"""


def read(text: str, tmp_path: Path) -> dict[str, Ladder]:
    file = tmp_path / "ladders.yaml"
    file.write_text(text, encoding="utf-8")
    return read_ladders(file, KNOWN)


def test_the_figure_in_force_on_the_day_due_holds(tmp_path: Path) -> None:
    (rung,) = read(RIGHT, tmp_path)["decision"].rungs
    assert rung.day_for(date(2026, 11, 20)) == date(2026, 11, 17)
    assert rung.day_for(date(2025, 11, 20)) is None


@pytest.mark.parametrize(
    ("day", "n", "unit", "then"),
    [
        ("2026-10-09", -1, "workday", "2026-10-08"),
        ("2026-10-08", -1, "workday", "2026-09-30"),
        ("2026-10-10", -1, "workday", "2026-10-09"),
        ("2026-09-30", 1, "workday", "2026-10-08"),
        ("2026-09-30", 1, "day", "2026-10-01"),
        ("2026-09-30", 0, "day", "2026-09-30"),
        ("2031-01-04", -2, "workday", "2031-01-02"),
    ],
    ids=["节后第二天", "跨国庆", "周六调休上班", "国庆之后", "自然日", "当天", "没有公布的年份按自然日"],
)
def test_days_are_counted_over_the_calendar(day: str, n: int, unit: str, then: str) -> None:
    assert counted(date.fromisoformat(day), n, unit) == date.fromisoformat(then)


def test_every_day_due_whose_rung_has_come_is_looked_at(tmp_path: Path) -> None:
    (rung,) = read(RIGHT.replace("2027-01-01, n: -5", "2026-06-01, n: 4"), tmp_path)["decision"].rungs
    for today in (date(2026, 5, 28), date(2026, 6, 3), date(2026, 9, 29), date(2026, 10, 9)):
        latest = rung.latest_due(today)
        assert latest is not None
        for ahead in range(1, 40):
            due = date.fromordinal(latest.toordinal() + ahead)
            fires = rung.day_for(due)
            assert fires is not None and fires > today


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        ("decision:", "decision_: "),
        ("to: [handler]", "to: [clerk]"),
        ("to: [handler]", "to: []"),
        ("n: -3", "n: soon"),
        ("n: -3", "n: -61"),
        ("n: -3", "n: true"),
        ("unit: workday, source: {zh: 样例", "unit: hour, source: {zh: 样例"),
        ("since: 2026-01-01", "since: '2026'"),
        (", source: {zh: 样例, en: a sample}", ""),
        ("en: near", "en: ''"),
        ("rung: soon", "rung: so on"),
        ("    - rung", "    - *x"),
        ("rungs:", "rung:"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(wrong: str, instead: str, tmp_path: Path) -> None:
    assert wrong in RIGHT
    with pytest.raises(Refused, match=r"work\.ladders") as refused:
        read(RIGHT.replace(wrong, instead), tmp_path)
    assert refused.value.problems and all("ladders.yaml" in one.where for one in refused.value.problems)
