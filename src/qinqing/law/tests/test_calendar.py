"""Working days as published: every published day agrees, and what is not published is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from qinqing.law import calendar
from qinqing.law.calendar import UnpublishedYear, add_workdays, calendar_rows, covered_years, is_workday

FIRST, LAST = 2007, 2026


def published(shared: Path) -> dict[date, bool]:
    """day → is a working day, by all notices together: a notice may speak of a neighbouring year's days."""
    days: dict[date, bool] = {}
    for path in sorted((shared / "data" / "china" / "holiday_cn").glob("2*.json")):
        for day in json.loads(path.read_text(encoding="utf-8"))["days"]:
            days[date.fromisoformat(day["date"])] = not day["isOffDay"]
    return days


def test_every_day_agrees_with_the_published_notices(shared: Path) -> None:
    notices = published(shared)
    day, wrong = date(FIRST, 1, 1), []
    while day.year <= LAST:
        if is_workday(day) != notices.get(day, day.weekday() < 5):
            wrong.append(day)
        day += timedelta(days=1)
    assert wrong == []


def test_a_year_without_papers_is_no_notice(shared: Path) -> None:
    unpublished = json.loads(
        (shared / "data" / "china" / "holiday_cn" / "2027.json").read_text(encoding="utf-8")
    )
    assert unpublished["papers"] == []
    assert unpublished["year"] not in covered_years()


@pytest.mark.parametrize("year", [2003, 2027, 2100])
def test_a_year_nobody_published_is_refused_and_named(year: int) -> None:
    with pytest.raises(UnpublishedYear) as refused:
        is_workday(date(year, 1, 1))
    assert (refused.value.code, refused.value.year) == ("calendar.unpublished", year)
    assert str(year) in refused.value.says.zh


@pytest.mark.parametrize(
    ("case", "start", "n", "end"),
    [
        ("次日起算", date(2026, 3, 2), 1, date(2026, 3, 3)),
        ("跨周末", date(2026, 3, 6), 1, date(2026, 3, 9)),
        ("春节前后有调休上班", date(2026, 2, 13), 1, date(2026, 2, 14)),
        ("跨春节", date(2026, 2, 14), 1, date(2026, 2, 24)),
        ("国庆前", date(2026, 9, 30), 1, date(2026, 10, 8)),
        ("零天就是当天", date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_working_days_are_counted_from_the_day_after(case: str, start: date, n: int, end: date) -> None:
    assert add_workdays(start, n) == end


def test_a_count_that_runs_into_an_unpublished_year_is_refused() -> None:
    with pytest.raises(UnpublishedYear):
        add_workdays(date(2026, 12, 30), 20)


def test_the_calendars_numbers_rise_by_one_each_working_day() -> None:
    before = 0
    for _, work, number in calendar_rows():
        assert number == before + work
        before = number


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_workdays(date(2026, 3, 2), -1)


def test_a_new_years_holiday_in_december_publishes_no_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice of 2005 may put the last days of 2004 off; that says nothing about the rest of 2004."""
    later = {day: name for day, name in calendar.holidays.items() if day.year > 2004}
    monkeypatch.setattr(calendar, "holidays", {date(2004, 12, 31): "New Year's Day", **later})
    covered_years.cache_clear()
    try:
        assert covered_years()[0] == 2005
    finally:
        covered_years.cache_clear()


def test_only_years_with_papers_are_compared_and_all_of_them_are_covered(shared: Path) -> None:
    files = (shared / "data" / "china" / "holiday_cn").glob("2*.json")
    notices = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    assert {notice["year"] for notice in notices if notice["papers"]} == set(range(FIRST, LAST + 1))
    assert set(range(FIRST, LAST + 1)) <= set(covered_years())
