"""Recurring jobs: enqueued when due, once, however many workers look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from qinqing.work import schedule
from qinqing.work.jobs import forget_ended_sessions
from qinqing.work.models import Recurring

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One job every hour, and a line for each time it was enqueued."""
    enqueued: list[str] = []
    task = SimpleNamespace(module_path="a.job", enqueue=lambda: enqueued.append("一次") or True)
    monkeypatch.setattr(schedule, "_jobs", {})
    schedule.recurring(every=timedelta(hours=1))(task)
    return enqueued


def test_a_job_never_run_is_due_at_once(job: list[str], clock: time_machine.Traveller) -> None:
    assert schedule.enqueue_due() == ["a.job"]
    assert job == ["一次"]


def test_a_job_is_not_due_again_before_its_time(job: list[str], clock: time_machine.Traveller) -> None:
    schedule.enqueue_due()
    clock.shift(timedelta(minutes=59))
    assert schedule.enqueue_due() == []


def test_a_job_is_due_again_when_its_time_has_come(job: list[str], clock: time_machine.Traveller) -> None:
    schedule.enqueue_due()
    clock.shift(timedelta(hours=1))
    assert schedule.enqueue_due() == ["a.job"]
    assert len(job) == 2


def test_a_worker_that_was_away_for_long_does_not_make_up_for_it(
    job: list[str], clock: time_machine.Traveller
) -> None:
    schedule.enqueue_due()
    clock.shift(timedelta(days=3))
    schedule.enqueue_due()
    assert schedule.enqueue_due() == []
    assert len(job) == 2


@pytest.mark.parametrize("ahead", [timedelta(days=365), timedelta(hours=1), timedelta(minutes=2)])
def test_a_clock_that_was_ahead_and_is_set_back_stops_no_job(
    job: list[str], clock: time_machine.Traveller, ahead: timedelta
) -> None:
    clock.shift(ahead)
    schedule.enqueue_due()
    clock.shift(-ahead)
    assert schedule.enqueue_due() == ["a.job"]
    assert schedule.enqueue_due() == []


def test_a_worker_whose_clock_is_a_little_behind_starts_no_job_again(
    job: list[str], clock: time_machine.Traveller
) -> None:
    schedule.enqueue_due()
    clock.shift(-schedule.CLOCK_SKEW)
    assert schedule.enqueue_due() == []


def test_when_it_last_ran_outlives_the_worker(job: list[str], clock: time_machine.Traveller) -> None:
    Recurring.objects.create(name="a.job", last_started=timezone.now() - timedelta(minutes=30))
    assert schedule.enqueue_due() == []


def test_ended_sessions_are_forgotten_and_others_kept(clock: time_machine.Traveller) -> None:
    for key, ends in (("ended", -1), ("alive", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=ends)
        )
    forget_ended_sessions.func()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]
