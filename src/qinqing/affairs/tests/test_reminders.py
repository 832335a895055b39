"""Each rung fires once per matter and day due, to those it is for, whatever restarts, returns or is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.deadlines import DEADLINES
from qinqing.affairs.models import Application, CorrectionPoint
from qinqing.affairs.services import accepting, correcting, deciding, problems, rating, running
from qinqing.affairs.tests.scene import NOON, Scene
from qinqing.affairs.tests.test_races import killed_at, together
from qinqing.affairs.tests.test_selectors import by_indexes, some
from qinqing.notices.deadlines import ladders
from qinqing.notices.models import Notice
from qinqing.notices.outbox import notify
from qinqing.notices.reminding import remind
from qinqing.organisations.models import Official
from qinqing.work.models import Reminder
from tests.support.people import make_actor

pytestmark = pytest.mark.django_db
DAY = 86_400
WHY = ("符合条件。", "实施办法第十六条")
Clock = time_machine.Traveller


def fired() -> list[str]:
    return [f"{one.ladder}.{one.rung}" for one in Reminder.objects.order_by("pk")]


def told(actor: Actor) -> list[str]:
    """Of reminders alone, oldest first."""
    rows = Notice.objects.filter(user=actor.user, kind__startswith="due:").order_by("pk")
    return [kind.removeprefix("due:") for kind in rows.values_list("kind", flat=True)]


def through(clock: Clock, last: date) -> None:
    """Every day until then; whatever was given is not given at the next look."""
    while timezone.localdate() < last:
        clock.shift(DAY)
        if remind():
            assert remind() == 0


def test_each_rung_of_a_decision_fires_once_to_those_it_is_for(scene: Scene, frozen_clock: Clock) -> None:
    application = scene.accepted()
    through(frozen_clock, application.act_by + timedelta(days=30))
    assert fired() == [f"decision.{rung}" for rung in ("soon", "tomorrow", "overdue", "long_overdue")]
    assert told(scene.clerk) == ["decision.soon", "decision.tomorrow"]
    assert told(scene.chief) == ["decision.tomorrow", "decision.overdue"]
    assert told(scene.watcher) == ["decision.long_overdue"]
    assert told(scene.firm) == told(scene.head) == told(scene.outsider) == []
    assert {*Notice.objects.filter(kind__startswith="due:").values_list("about", flat=True)} == {
        application.number
    }


def test_each_fires_on_its_day(scene: Scene, frozen_clock: Clock) -> None:
    application = scene.accepted()
    through(frozen_clock, application.act_by + timedelta(days=30))
    days = {one.rung: timezone.localdate(one.fired_at) for one in Reminder.objects.all()}
    assert application.act_by == date(2026, 11, 17)
    assert days == {
        "soon": date(2026, 11, 12),
        "tomorrow": date(2026, 11, 16),
        "overdue": date(2026, 11, 18),
        "long_overdue": date(2026, 11, 24),
    }
    assert not any(one.missed_on for one in Reminder.objects.all())


def test_silence_is_told_though_the_law_accepted_meanwhile(scene: Scene, frozen_clock: Clock) -> None:
    application = scene.filed()
    through(frozen_clock, date(2026, 10, 27))
    assert told(scene.clerk) == ["first_answer.soon", "first_answer.tomorrow"]
    frozen_clock.shift(DAY)
    accepting.settle_deemed(application)
    through(frozen_clock, date(2026, 11, 5))
    assert told(scene.chief) == ["first_answer.tomorrow", "first_answer.overdue"]
    assert told(scene.watcher) == ["first_answer.long_overdue"]


def test_once_answered_nothing_more_is_said_of_the_answer(scene: Scene, frozen_clock: Clock) -> None:
    scene.accepted()
    through(frozen_clock, date(2026, 11, 5))
    assert fired() == []


@pytest.mark.parametrize("mend", ["decide", "withdraw"])
def test_what_has_ended_is_never_reminded_of(mend: str, scene: Scene, frozen_clock: Clock) -> None:
    application = scene.accepted()
    if mend == "decide":
        deciding.decide(scene.chief, application, 2, "granted", *WHY)
    else:
        deciding.withdraw(scene.firm, application, 2)
    frozen_clock.move_to(NOON.replace(month=12, day=20))
    assert remind() == 0 and fired() == []


def test_missed_while_nobody_worked_all_are_kept_and_each_person_hears_the_highest(
    scene: Scene, frozen_clock: Clock
) -> None:
    application = scene.accepted()
    frozen_clock.move_to(NOON.replace(month=12, day=10))
    assert remind() == 4 and remind() == 0
    assert told(scene.clerk) == told(scene.clerk)[:1] == ["decision.tomorrow"]
    assert told(scene.chief) == ["decision.overdue"] and told(scene.watcher) == ["decision.long_overdue"]
    missed = {*Notice.objects.filter(user=scene.chief.user).values_list("missed_on", flat=True)}
    assert missed == {None, application.act_by + timedelta(days=1)} or missed == {
        application.act_by + timedelta(days=1)
    }


def test_returned_for_correction_a_matter_keeps_its_reminders(scene: Scene, frozen_clock: Clock) -> None:
    """The bug of others: returned, the reminder vanished."""
    application = scene.filed()
    through(frozen_clock, date(2026, 10, 23))
    assert fired() == ["first_answer.soon"]
    correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "错")])
    through(frozen_clock, date(2026, 10, 29))
    assert fired() == ["first_answer.soon"]  # the firm's turn
    correcting.answer_correction(scene.firm, CorrectionPoint.objects.get(), 2, "0374-0000000")
    through(frozen_clock, date(2026, 11, 6))
    assert fired()[1:] == [f"first_answer.{rung}" for rung in ("soon", "tomorrow", "overdue")]


def test_handed_over_the_new_handler_hears_what_is_still_to_come_and_nothing_twice(
    scene: Scene, frozen_clock: Clock
) -> None:
    application = scene.accepted()
    through(frozen_clock, date(2026, 11, 13))
    running.transfer(scene.chief, application, 2, scene.outsider.user.official, "轮岗")
    through(frozen_clock, date(2026, 11, 16))
    assert told(scene.clerk) == ["decision.soon"] and told(scene.outsider) == ["decision.tomorrow"]
    assert fired() == ["decision.soon", "decision.tomorrow"]


def test_a_pause_moves_the_day_and_every_rung_is_fresh_for_it(scene: Scene, frozen_clock: Clock) -> None:
    application = scene.accepted()
    through(frozen_clock, date(2026, 11, 13))
    running.pause(scene.clerk, application, 2, "hearing", "听证通知书", 10)
    through(frozen_clock, date(2026, 11, 23))
    assert fired() == ["decision.soon"]  # nothing is due while it stands
    running.resume(scene.clerk, application, 3, "hearing")
    assert Application.objects.get().act_by == date(2026, 11, 25)
    through(frozen_clock, date(2026, 11, 24))
    assert fired() == ["decision.soon", "decision.soon", "decision.tomorrow"]
    late = Reminder.objects.get(rung="soon", due_on=date(2026, 11, 25))
    assert late.missed_on == date(2026, 11, 20)  # its day lay in the pause


def test_whoever_leads_is_not_their_own_superior(scene: Scene, frozen_clock: Clock) -> None:
    application = scene.accepted()
    running.transfer(scene.chief, application, 2, scene.chief.user.official, "自己办")
    through(frozen_clock, date(2026, 11, 20))
    assert told(scene.chief) == ["decision.soon", "decision.tomorrow"]
    assert told(scene.head) == ["decision.tomorrow", "decision.overdue"]


def test_a_firm_is_reminded_kindly_of_its_corrections(scene: Scene, frozen_clock: Clock) -> None:
    points = [("field:contact_phone", "错")]
    correcting.notify_correction(scene.clerk, scene.filed(), 1, points)
    through(frozen_clock, date(2026, 11, 20))
    assert told(scene.firm) == ["correction.waiting", "correction.still_waiting"]
    assert told(scene.clerk) == told(scene.chief) == []


def test_a_poor_rating_is_supervisions_and_the_unit_hears_only_what_it_is_asked(
    scene: Scene, frozen_clock: Clock
) -> None:
    poor = rating.rate(scene.firm, scene.decided(), 1, "慢")
    through(frozen_clock, date(2026, 10, 22))
    assert told(scene.watcher) == ["rating_contact.today", "rating_contact.overdue"]
    rating.contact_rater(scene.watcher, poor, "窗口请备齐表格")
    through(frozen_clock, date(2026, 10, 30))
    assert told(scene.chief) == ["rating_right.tomorrow"] and told(scene.clerk) == []
    assert told(scene.watcher)[2:] == ["rating_right.overdue"]
    assert {*Notice.objects.filter(kind__contains="rating").values_list("about", flat=True)} == {""}


def test_a_problem_reminds_its_owner(scene: Scene, frozen_clock: Clock) -> None:
    problems.raise_problem(scene.firm, scene.office.firm, "没有人答复", scene.accepted())
    through(frozen_clock, date(2026, 10, 29))
    assert told(scene.watcher) == ["problem.soon", "problem.tomorrow", "problem.overdue"]


def test_after_the_firms_no_a_problems_reminders_start_anew_once_a_round(
    scene: Scene, frozen_clock: Clock
) -> None:
    problem, rungs = (
        problems.raise_problem(scene.firm, scene.office.firm, "没有人答复"),
        [
            "problem.soon",
            "problem.tomorrow",
            "problem.overdue",
        ],
    )
    through(frozen_clock, date(2026, 11, 5))
    problems.answer_problem(scene.watcher, problem, "好了")
    through(frozen_clock, date(2026, 11, 9))
    problems.confirm_problem(scene.firm, problem, False, "没好")
    assert remind() == 0 and told(scene.watcher) == rungs
    through(frozen_clock, date(2026, 12, 5))
    assert told(scene.watcher) == fired() == [*rungs, *rungs]


def test_while_a_problem_has_no_owner_everybody_who_may_take_it_is_told(
    scene: Scene, frozen_clock: Clock
) -> None:
    problem = problems.raise_problem(scene.firm, scene.office.firm, "没有人答复", scene.accepted())
    other = make_actor(Role.SUPERVISOR, scene.office.officials["lawyer"])
    Official.objects.filter(pk=problem.owner_id).update(until="2026-10-21")
    through(frozen_clock, date(2026, 10, 23))
    assert told(other) == ["problem.soon"] and told(scene.watcher) == []


def test_what_ends_between_the_look_and_the_telling_is_not_reminded_of(
    scene: Scene, frozen_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = scene.accepted()
    frozen_clock.move_to(NOON.replace(month=11, day=16))
    seen = [(application.pk, application.act_by)]
    monkeypatch.setattr("qinqing.work.reminders._unfired", lambda ladder, *_: seen)
    deciding.decide(scene.chief, application, 2, "granted", *WHY)
    assert remind() == 0 and fired() == []


def test_one_matter_nothing_can_be_told_of_does_not_silence_the_others(
    scene: Scene, frozen_clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, other = scene.accepted(), scene.accepted()

    def some(users: Any, kind: str, about: str, **more: Any) -> None:
        if about == broken.number:
            raise ValueError
        notify(users, kind, about, **more)

    monkeypatch.setattr("qinqing.notices.reminding.notify", some)
    frozen_clock.move_to(NOON.replace(month=12, day=10))
    assert remind() == 4 and {*Reminder.objects.values_list("about", flat=True)} == {other.pk}
    monkeypatch.undo()
    assert remind() == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_give_each_reminder_once(scene: Scene, frozen_clock: Clock) -> None:
    for _ in range(3):
        scene.accepted()
    frozen_clock.move_to(NOON.replace(month=12, day=10))
    together(remind, remind, remind)  # one that met a lock begins again and counts only what was left
    assert Reminder.objects.count() == 12
    assert Notice.objects.filter(kind__startswith="due:").count() == 9


@pytest.mark.django_db(transaction=True)
def test_killed_at_any_moment_none_is_lost_and_none_is_given_twice(scene: Scene, frozen_clock: Clock) -> None:
    scene.accepted()
    frozen_clock.move_to(NOON.replace(month=11, day=16))
    for query in range(1, 60):
        ended = killed_at(query, remind)
        given = Notice.objects.filter(kind__startswith="due:").count()
        assert (Reminder.objects.count(), given) in ((0, 0), (2, 2))
        if not ended:
            break
    assert not ended and given == 2 and query > 10


STEPS = st.lists(
    st.one_of(st.integers(0, 12).map(lambda n: ("days", n)), st.integers(-15, 25).map(lambda n: ("due", n))),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_wherever_the_day_due_is_moved_what_has_come_for_it_is_given_once(
    steps: list[tuple[str, int]], scene: Scene, frozen_clock: Clock
) -> None:
    """Days pass, the day due moves; after every look exactly what the ladder says of that day and day due has fired."""
    with transaction.atomic():
        application, rungs = scene.accepted(), ladders()["decision"].rungs
        expected, due = set[tuple[date, str]](), application.act_by
        frozen_clock.move_to(NOON.replace(month=11, day=10))
        for what, n in steps:
            if what == "days":
                frozen_clock.shift(n * DAY)
            else:
                due = timezone.localdate() + timedelta(days=n)
                Application.objects.update(act_by=due)
            expected |= {(due, rung.key) for rung in rungs if rung.day_for(due) <= timezone.localdate()}
            remind()
            assert {*Reminder.objects.values_list("due_on", "rung")} == expected
        transaction.set_rollback(True)
    frozen_clock.move_to(NOON)


@pytest.mark.parametrize("ladder", [*DEADLINES])
def test_what_is_due_is_found_by_an_index(ladder: str, scene: Scene) -> None:
    """Cheap whatever the number of applications: no table is read through."""
    rows, column = DEADLINES[ladder].rows(), DEADLINES[ladder].column
    later = NOON.date() + timedelta(days=40)
    some(scene, 300, state="running", act_by=later, answer_due=later)
    by_indexes()
    plan = (
        rows.filter(**{f"{column}__lte": date(2026, 10, 20)})
        .order_by(column, "pk")
        .values_list("pk", column)
        .explain()
    )
    names = ("open_by_day", "open_by_answer", "ratings_to_contact", "ratings_to_right", "problems_open")
    assert any(name in plan for name in (*names, "awaiting_firm")), plan


@pytest.fixture
def own_ladders(own_installation: Any, settings: Any) -> Callable[[str], None]:
    settings.LADDERS_FILE = own_installation / "ladders.yaml"
    return lambda text: settings.LADDERS_FILE.write_text(text, encoding="utf-8")


def test_a_bureaus_own_ladder_stands_over_ours(
    own_ladders: Callable[[str], None], scene: Scene, frozen_clock: Clock
) -> None:
    source = "source: {zh: 内部规定, en: own rule}"
    rung = f"{{rung: once, says: {{zh: 到期, en: due}}, to: [leader], dated: [{{since: 2026-01-01, n: 0, unit: day, {source}}}]}}"
    own_ladders(f"decision: {{says: {{zh: 决定, en: decision}}, rungs: [{rung}]}}\n")
    scene.accepted()
    frozen_clock.move_to(NOON.replace(month=11, day=15))
    through(frozen_clock, date(2026, 12, 1))
    assert fired() == ["decision.once"] and told(scene.chief) == ["decision.once"]
