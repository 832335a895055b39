"""A foreign permit log, mapped and replayed: late by calendar day and late by instant are two counts, both right."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from qinqing.cli.facts import command
from qinqing.clock import Event, EventType, Limit, Reckoning, Unit, late_by_instant, reckon

WEEKS_DAYS = 56
LIMIT = Limit(WEEKS_DAYS, Unit.DAY)
HEAD = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "case:startdate",
    "case:enddate",
    "case:item",
    "case:responsible",
)
# case → (received, decided or nothing, late by day, late by instant). The clocks went forward on 28 March 2010.
CASES = {
    "early": ("2010-06-01T10:00:00+02:00", "2010-06-20T10:00:00+02:00", False, False),
    "to the minute": ("2010-06-01T10:00:00+02:00", "2010-07-27T10:00:00+02:00", False, False),
    "a minute over": ("2010-06-01T10:00:00+02:00", "2010-07-27T10:01:00+02:00", False, True),
    "last afternoon": ("2010-03-01T09:00:00+01:00", "2010-04-26T15:00:00+02:00", False, True),
    "the hour nobody had": ("2010-03-01T23:30:00+01:00", "2010-04-27T00:10:00+02:00", True, False),
    "next morning": ("2010-06-01T10:00:00+02:00", "2010-07-28T09:00:00+02:00", True, True),
    "a year": ("2010-01-04T10:00:00+01:00", "2011-01-04T10:00:00+01:00", True, True),
    "open and young": ("2011-01-03T10:00:00+01:00", "", False, False),
    "open and old": ("2010-02-01T10:00:00+01:00", "", True, True),
}  # fmt: skip
LOG_ENDS = datetime(2011, 1, 10, 17, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def applications(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, date | None]]:
    """What `qinqing facts map` made of the log, by case."""
    folder = tmp_path_factory.mktemp("log")
    with (folder / "log.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        for case, (received, decided, *_) in CASES.items():
            for act, at in (("register", received), ("check", received), ("decide", decided)):
                rows.writerow(
                    [case, act, at, received, decided, "bouwen", "R1"]
                    if at
                    else [case, "wait", received, received, decided, "bouwen", "R1"]
                )
    mapping = Path(__file__).with_name("permits.toml")
    ran = CliRunner().invoke(
        command, ["map", str(mapping), str(folder / "facts"), "--source", str(folder)], catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.output
    table = pq.read_table(folder / "facts" / "applications.parquet")
    return {row["application_id"]: row for row in table.to_pylist()}


def replayed(row: dict[str, date | None]) -> Reckoning:
    steps = (
        (EventType.RECEIVED, "received_on"),
        (EventType.ACCEPTED, "accepted_on"),
        (EventType.DECIDED, "decided_on"),
    )
    events = [Event(kind, day) for kind, column in steps if isinstance(day := row[column], date)]
    return reckon(events, LIMIT, on=LOG_ENDS.date())


def test_every_case_of_the_log_is_one_application(applications):
    assert {*applications} == {*CASES}


def test_late_cases_are_counted_right_by_calendar_day(applications):
    late = {case for case, row in applications.items() if replayed(row).late_by}
    assert late == {case for case, (*_, by_day, _) in CASES.items() if by_day}


def test_late_cases_are_counted_right_by_instant():
    late = set()
    for case, (received, decided, *_) in CASES.items():
        ended = datetime.fromisoformat(decided) if decided else LOG_ENDS
        if late_by_instant(datetime.fromisoformat(received), ended, WEEKS_DAYS):
            late.add(case)
    assert late == {case for case, (*_, by_instant) in CASES.items() if by_instant}


def test_how_late_is_told_in_days_and_in_hours(applications):
    received, decided, *_ = CASES["next morning"]
    assert replayed(applications["next morning"]).late_by == 1
    late = late_by_instant(datetime.fromisoformat(received), datetime.fromisoformat(decided), WEEKS_DAYS)
    assert late == timedelta(hours=23)


def test_a_moment_without_its_offset_is_none():
    moment = datetime(2010, 3, 1, 9)  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        late_by_instant(moment, LOG_ENDS, WEEKS_DAYS)
