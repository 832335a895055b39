"""The days of a world: its working days, its calendar years, its seasons."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from qinqing.facts.world.size import FULL_YEAR_DAYS, ROOM_AFTER_WORKDAYS, World
from qinqing.law.calendar import calendar_rows
from qinqing.refusals import Refused, Say

# How many of a hundred days drawn in a month are kept, January first: spring and late autumn are busy, the new year is not.
SEASON = [40, 15, 80, 80, 100, 80, 60, 60, 80, 50, 100, 80]

# After a day off in a story there is time left to be late in reporting it, whatever holidays follow.
ENOUGH_TO_REPORT_DAYS = 30


def days(world: World) -> dict[str, Any]:
    workdays = working_days(world)
    passed = list(
        accumulate((day in workdays for day in each_day(world.first_day, max(workdays))), initial=0)
    )
    years = world.calendar_years
    return {
        "first_day": world.first_day,
        "last_day": world.last_day,
        "merged_on": world.merged_on,
        "month_end": world.month_end,
        "workdays": sorted(workdays),
        "upto": passed,
        "last_workday_no": sum(day <= world.last_day for day in workdays),
        "days_off": [
            day
            for day in each_day(world.first_day, world.last_day - timedelta(days=ENOUGH_TO_REPORT_DAYS))
            if day not in workdays
        ],
        "season": SEASON,
        "years": years,
        "story_years": story_years(world, years),
    }


def working_days(world: World) -> set[date]:
    """From the first day to some weeks past the last; those weeks must be published too."""
    found = {day for day, is_workday, _ in calendar_rows() if is_workday and day >= world.first_day}
    ahead = sorted(day for day in found if day > world.last_day)
    if (
        len(ahead) < ROOM_AFTER_WORKDAYS
        or world.last_day not in found
        or min(found) - world.first_day > timedelta(days=15)
    ):
        says = Say(
            f"{world.first_day} 至 {world.last_day} 及其后 {ROOM_AFTER_WORKDAYS} 个工作日须有已公布的放假安排，末日须为工作日",
            f"{world.first_day} to {world.last_day} and {ROOM_AFTER_WORKDAYS} working days more must be published, and the last day must be a working day",
        )
        raise Refused("world.no-calendar", says)
    return {day for day in found if day <= ahead[ROOM_AFTER_WORKDAYS - 1]}


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def story_years(world: World, years: list[dict[str, Any]]) -> list[int]:
    """Calendar years long enough to be visited too often in."""
    long = [year["year"] for year in years if year["days"] >= FULL_YEAR_DAYS]
    if not long:
        says = Say(
            f"{world.first_day} 至 {world.last_day} 没有一个足够长的日历年；请增加年数",
            f"no calendar year lies long enough within {world.first_day} to {world.last_day}: ask for more years",
        )
        raise Refused("world.no-full-year", says)
    return long
