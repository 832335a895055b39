"""A year's calendar is published late: every row that waited for it is stated anew, once, and nobody's figures stay blind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from chinese_calendar.constants import Holiday, holidays

from qinqing.affairs import facts
from qinqing.affairs.models import Application, Kind
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.selectors.unsure import UNTOLD, told_by_now
from qinqing.affairs.services import accepting, deciding, filing, restating, running
from qinqing.affairs.tasks import settle_silence, tell_days_now_known
from qinqing.affairs.tests.browsing import browser, numbers, page
from qinqing.affairs.tests.scene import Scene
from qinqing.affairs.tests.test_races import together
from qinqing.affairs.tests.test_record import faults  # noqa: F401  # a fixture
from qinqing.affairs.tests.test_selectors import by_indexes, some
from qinqing.clock import days
from qinqing.law import calendar
from qinqing.notices.models import Notice
from qinqing.notices.reminding import remind
from qinqing.record.models import Entry
from qinqing.record.stock import take_stock

pytestmark = pytest.mark.django_db
Clock = time_machine.Traveller
CACHES = (calendar.covered_years, calendar.published_workdays, days.kind_of, days.changes)


@pytest.fixture
def publish(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """As an upgrade brings it: the National Day of 2027 is dated, so the year is known."""

    def publish() -> None:
        monkeypatch.setitem(holidays, date(2027, 10, 1), Holiday.national_day.value)
        forget()

    def forget() -> None:
        for cache in CACHES:
            cache.cache_clear()

    yield publish
    monkeypatch.undo()
    forget()


def go_to(clock: Clock, day: str) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T10:00:00+08:00"))


def restated() -> int:
    return Entry.objects.filter(type="affairs.restate_clock").count()


@pytest.fixture
def waiting(scene: Scene, frozen_clock: Clock) -> Application:
    """Accepted on 4 December: its twenty working days end in a year nobody published."""
    go_to(frozen_clock, "2026-12-04")
    application = scene.accepted()
    assert (application.due_on, application.act_by) == (None, NOT_OUR_TURN)
    return application


def test_once_the_year_is_published_its_day_stands_in_the_row(
    waiting: Application, publish: Callable[[], None], frozen_clock: Clock
) -> None:
    tell_days_now_known.func()
    assert restated() == 0  # nothing is published yet
    publish()
    tell_days_now_known.func()
    told = Application.objects.get()
    assert (told.due_on, told.act_by, told.unsure_from) == (date(2027, 1, 1), date(2027, 1, 1), None)
    assert told.version == waiting.version  # who looked at it may go on
    tell_days_now_known.func()
    assert restated() == 1


def test_late_meanwhile_it_is_listed_and_its_reminders_are_given(
    scene: Scene, waiting: Application, publish: Callable[[], None], frozen_clock: Clock
) -> None:
    go_to(frozen_clock, "2027-01-20")
    publish()
    assert remind() == 0 and numbers(page(scene.clerk, "/gw/affairs/?tab=late")) == []
    tell_days_now_known.func()
    assert numbers(page(scene.clerk, "/gw/affairs/?tab=late")) == [waiting.number]
    assert remind() == 4
    assert Notice.objects.filter(user=scene.chief.user, kind="due:decision.overdue").exists()


def test_decided_meanwhile_and_late_it_is_late(
    scene: Scene, waiting: Application, publish: Callable[[], None], frozen_clock: Clock
) -> None:
    go_to(frozen_clock, "2027-01-20")
    deciding.decide(scene.chief, waiting, waiting.version, "granted", "符合条件。", "实施办法第十六条")
    publish()
    assert [row["due_on"] for row in facts.applications()] == [None]
    tell_days_now_known.func()
    (row,) = facts.applications()
    assert row["due_on"] == date(2027, 1, 1) < row["decided_on"]


def test_silence_of_those_weeks_is_acceptance_written_down(
    scene: Scene, publish: Callable[[], None], frozen_clock: Clock
) -> None:
    go_to(frozen_clock, "2026-12-30")
    application = scene.filed()
    assert application.act_by == NOT_OUR_TURN and application.unsure_from == date(2027, 1, 1)
    go_to(frozen_clock, "2027-01-20")
    publish()
    settle_silence.func()
    assert not application.steps.filter(kind=Kind.DEEMED).exists()
    tell_days_now_known.func()
    application.refresh_from_db()
    assert application.steps.filter(kind=Kind.DEEMED).count() == 1
    assert (application.state, application.accepted_on) == ("running", date(2026, 12, 30))
    assert (application.answer_due, restated()) == (date(2027, 1, 6), 0)  # one entry says both


def test_a_holiday_the_new_notice_puts_into_december_moves_the_day(
    scene: Scene, publish: Callable[[], None], frozen_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(frozen_clock, "2026-12-03")
    application = scene.accepted()
    assert application.due_on == date(2026, 12, 31)
    monkeypatch.setitem(holidays, date(2026, 12, 31), Holiday.new_years_day.value)
    publish()
    tell_days_now_known.func()
    told = Application.objects.get()
    assert (told.due_on, told.act_by, restated()) == (date(2027, 1, 1), date(2027, 1, 1), 1)


def test_rows_of_an_older_program_are_found_too(
    scene: Scene, publish: Callable[[], None], frozen_clock: Clock
) -> None:
    """It kept no sign on a row that waits for its first answer."""
    go_to(frozen_clock, "2026-12-30")
    Application.objects.filter(pk=scene.filed().pk).update(unsure_from=None)
    publish()
    tell_days_now_known.func()
    assert Application.objects.get().act_by == date(2027, 1, 6)


def test_a_promise_alone_is_told_as_well(
    scene: Scene, waiting: Application, publish: Callable[[], None]
) -> None:
    terms = {**waiting.terms, "limit": None, "promised": {"n": 20, "unit": "workday", "roll": False}}
    Application.objects.filter(pk=waiting.pk).update(terms=terms, unsure_from=None)
    running.note_trip(scene.firm, waiting, waiting.version, "送原件")
    assert Application.objects.get().unsure_from == date(2027, 1, 1)
    publish()
    tell_days_now_known.func()
    assert Application.objects.get().act_by == date(2027, 1, 1)


def test_one_that_cannot_be_stated_does_not_keep_the_others_waiting(
    scene: Scene, waiting: Application, publish: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, real = scene.accepted(), restating.state_anew

    def breaks(application: Application) -> Any:
        if application.pk == waiting.pk:
            raise ValueError("broken")
        return real(application)

    monkeypatch.setattr("qinqing.affairs.tasks.state_anew", breaks)
    publish()
    tell_days_now_known.func()
    assert [*Application.objects.exclude(due_on=None)] == [other]


def test_the_log_has_no_alarm(
    faults: Any,  # noqa: F811
    scene: Scene,
    publish: Callable[[], None],
    frozen_clock: Clock,
) -> None:
    go_to(frozen_clock, "2026-12-04")
    draft = scene.draft()
    take_stock()  # of what tests make past the services
    application = filing.file_application(scene.firm, draft.key)
    accepting.accept(scene.clerk, application, application.version)
    publish()
    tell_days_now_known.func()
    assert restated() == 1 and faults() == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_it_once(waiting: Application, publish: Callable[[], None]) -> None:
    publish()
    together(*(lambda: restating.state_anew(Application.objects.get()),) * 2)
    assert restated() == 1 and Application.objects.get().due_on == date(2027, 1, 1)


def test_looking_reads_no_table_through(scene: Scene, waiting: Application) -> None:
    some(scene, 300)
    by_indexes()
    asked = {"unsure_from__range": calendar.known_days()}
    found = (Application.objects.filter(**asked), Application.objects.filter(UNTOLD))
    sure, first = (rows.order_by().values_list("pk").explain() for rows in found)
    assert "unsure_of_unit" in sure and "open_by_day" in first, (sure, first)
    assert [*told_by_now()] == []


# the worklist while nobody knows


def test_what_no_calendar_tells_is_said_and_has_a_list_of_its_own(scene: Scene, waiting: Application) -> None:
    text = page(scene.clerk, "/gw/affairs/")
    assert "期限未能算出：2027 年日历未公布" in text and "1 件期限未能算出" in text
    assert numbers(page(scene.clerk, "/gw/affairs/?tab=untold")) == [waiting.number]


def test_it_stands_before_what_waits_for_the_firm(scene: Scene, waiting: Application) -> None:
    some(scene, 1, state="paused")
    assert numbers(page(scene.chief, "/gw/affairs/?tab=untold")) == [waiting.number]
    assert "期限未能算出" not in browser(scene.outsider).get("/gw/affairs/").text
