"""The clock on a page says what the clock reckoned: days, pauses, both limits, what nobody knows yet."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

import pytest
import time_machine
from django.template.loader import render_to_string

from qinqing.affairs.models import Application
from qinqing.affairs.secrecy import Look
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.services import offering, running
from qinqing.affairs.shown.clock import ShownClock, clock_of, csv_rows, draw
from qinqing.affairs.shown.lines import line_of
from qinqing.affairs.tests.scene import ITEM, NOON, Scene
from qinqing.clock import Unit

pytestmark = pytest.mark.django_db
AT = time_machine.travel


@pytest.fixture
def promised(scene: Scene) -> Application:
    """Received and accepted on 20 October with 15 working days promised, of 20 by law."""
    look = Look(scene.clerk.user, "没有秘密。")
    offering.confirm_promise(scene.chief, ITEM, 15, Unit.WORKDAY, NOON.date(), "本局公开承诺。", look)
    return scene.accepted()


def shown(application: Application, day: str = "") -> ShownClock:
    moment = datetime.fromisoformat(f"{day}T12:00:00+08:00") if day else NOON
    with AT(moment, tick=False):
        application.refresh_from_db()
        return clock_of(case_of(application), "/picture.svg", "/clock.csv")


def page_of(clock: ShownClock) -> str:
    return render_to_string("affairs/parts/clock.html", {"clock": clock})


def test_the_title_says_the_day_and_the_nearest_date(promised: Application) -> None:
    assert shown(promised, "2026-10-28").headline.zh == "今天是第 6 个工作日，11月10日承诺办结"
    assert shown(promised, "2026-11-09").headline.zh.endswith("明天承诺办结")
    assert shown(promised, "2026-11-19").headline.zh == "已超过法定期限 2 个工作日"


def test_both_limits_stand_side_by_side(promised: Application) -> None:
    page = page_of(shown(promised, "2026-11-12"))
    assert "20 个工作日" in page and "2026年11月17日" in page
    assert "15 个工作日" in page and "2026年11月10日" in page and "已超过" in page


def test_the_days_numbered_are_the_days_used(promised: Application) -> None:
    for day in ("2026-10-20", "2026-10-21", "2026-10-31", "2026-11-20"):
        clock = shown(promised, day)
        counted = [one.n for one in clock.days if one.look == "counted"]
        assert counted == [*range(1, clock.told.days_used + 1)]
        assert sum(row.counted for row in clock.rows) == clock.told.days_used


def test_a_day_says_what_happened_and_what_is_due(promised: Application) -> None:
    said = {one.on: one.words for one in shown(promised, "2026-10-28").days}
    for on, words in {
        NOON.date(): "受理 accepted",
        promised.promised_due_on: "承诺期满 promise due",
        promised.due_on: "法定期满 due by law",
    }.items():
        assert words in [" ".join(word) for word in said[on]]


def test_every_pause_stands_with_its_ground_and_what_proves_it(scene: Scene, promised: Application) -> None:
    with AT(NOON + timedelta(days=2), tick=False):
        running.pause(scene.clerk, promised, promised.version, "hearing", "听证通知书〔2026〕3 号", 20)
    page = page_of(shown(promised, "2026-10-27"))
    assert "10月22日 中止，还没有恢复" in page and "听证" in page and "听证通知书〔2026〕3 号" in page
    days = shown(promised, "2026-10-27").days
    assert [str(one.on)[5:] for one in days if one.look == "paused"] == ["10-23", "10-26", "10-27"]
    assert not any(one.look == "ahead" for one in days)


def test_what_no_calendar_tells_is_said(promised: Application) -> None:
    Application.objects.filter(pk=promised.pk).update(
        terms={**promised.terms, "limit": {"n": 80, "unit": "workday", "roll": False}}
    )
    clock = shown(promised, "2026-11-20")
    assert clock.unsure_from is not None and "还没有公布" in page_of(clock)
    assert any(one.look == "unsure" for one in shown(promised, "2027-01-06").days)


def test_without_a_statute_the_promise_alone_is_counted(promised: Application) -> None:
    Application.objects.filter(pk=promised.pk).update(terms={**promised.terms, "limit": None})
    clock = shown(promised, "2026-10-28")
    assert clock.told.days_used == 6 and [bound.name.zh for bound in clock.bounds] == ["承诺期限"]


def test_without_any_limit_only_days_are_told(promised: Application) -> None:
    Application.objects.filter(pk=promised.pk).update(
        terms={**promised.terms, "limit": None, "promised": None}
    )
    page = page_of(shown(promised, "2026-10-28"))
    assert "没有查到法定期限" in page


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("day", ["2026-10-20", "2026-10-28", "2026-11-17", "2026-12-31"])
def test_the_picture_is_whole_and_its_words_say_the_same(
    promised: Application, day: str, narrow: bool
) -> None:
    clock = shown(promised, day)
    ET.fromstring(draw(clock, narrow=narrow))
    assert f"已用 {clock.told.days_used} 个工作日" in clock.alt and "法定 20，11月17日" in clock.alt


def test_the_table_of_stretches_says_the_rule_of_each(promised: Application) -> None:
    rows = [*csv_rows(shown(promised, "2026-10-26"))]
    assert [(str(first), counted) for first, _last, _days, counted, _why in rows] == [
        ("2026-10-20", 0),
        ("2026-10-21", 3),
        ("2026-10-24", 0),
        ("2026-10-26", 1),
    ]
    assert "受理之日" in str(rows[0][4]) and "周末" in str(rows[2][4])


def test_a_list_says_it_in_one_line(promised: Application) -> None:
    day = (NOON + timedelta(days=1)).date()
    assert line_of(promised, day).zh == "11月10日承诺办结"
    assert line_of(promised, promised.due_on).zh.endswith("承诺办结，已超过")
