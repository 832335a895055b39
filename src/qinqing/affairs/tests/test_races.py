"""Two at once, pressed twice, killed at any moment: one application, one decision, nothing half-written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection

from qinqing.affairs import tasks
from qinqing.affairs.models import Application, CorrectionNotice, Draft, Rating, Step
from qinqing.affairs.services import (
    accepting,
    correcting,
    deciding,
    demanding,
    drafts,
    engaging,
    filing,
    rating,
    running,
)
from qinqing.affairs.services.papers import receive_paper
from qinqing.affairs.tests.scene import ITEM, REGISTRATION, Scene, answers, engagement, papers
from qinqing.record.models import Entry
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db(transaction=True)
WHY = ("符合条件。", "实施办法第十六条")


def together(*acts: Callable[[], Any]) -> list[Any]:
    """What each came to when all started at the same moment: its answer, or the code it was refused with."""
    came: list[Any] = [None] * len(acts)
    start = Barrier(len(acts))

    def run(place: int) -> None:
        start.wait()
        try:
            came[place] = _until_unlocked(acts[place])
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came


def _until_unlocked(act: Callable[[], Any]) -> Any:
    """Only the tests' SQLite, in memory, answers "locked" at once; one in a file waits its turn."""
    while True:
        try:
            return act()
        except Refused as refused:
            return refused.code
        except OperationalError as busy:
            if "locked" not in str(busy):
                raise


def test_pressed_four_times_at_once_one_application_is_filed(scene: Scene) -> None:
    key = scene.draft().key
    came = together(*[lambda: filing.file_application(scene.firm, key).number] * 4)
    assert len(set(came)) == 1 and Application.objects.count() == 1
    assert Entry.objects.filter(type="affairs.file").count() == 1


def test_sent_at_once_by_a_program_one_content_is_filed_and_the_other_is_told(scene: Scene) -> None:
    given = papers(scene.firm, ITEM)

    def sent(reason: str) -> Callable[[], Any]:
        fields = {**answers(ITEM), "demolition_reason": reason}
        return lambda: filing.file_in_one(
            scene.firm, scene.office.firm, ITEM, "order-2026-7", fields, given
        ).fields["demolition_reason"]

    came = together(sent("甲"), sent("乙"), sent("甲"), sent("乙"))
    filed = Application.objects.get().fields["demolition_reason"]
    assert sorted(came) == sorted([filed, filed, "application.other_content", "application.other_content"])
    assert Draft.objects.count() == 0


def test_filed_at_once_by_many_every_number_is_given_once(scene: Scene) -> None:
    keys = [scene.draft().key for _ in range(4)]
    came = together(*[lambda key=key: filing.file_application(scene.firm, key).number for key in keys])
    assert len(set(came)) == 4, came


def test_of_two_clerks_at_once_one_accepts(scene: Scene) -> None:
    application = scene.filed()
    came = together(
        lambda: accepting.accept(scene.clerk, application, 1).state,
        lambda: accepting.accept(scene.chief, application, 1).state,
    )
    assert sorted(came) == ["application.changed", "running"]
    assert Step.objects.filter(kind="accepted").count() == 1


def test_of_two_deciders_at_once_one_decides(scene: Scene) -> None:
    application = scene.accepted()
    came = together(
        lambda: deciding.decide(scene.chief, application, 2, "granted", *WHY).outcome,
        lambda: deciding.decide(scene.head, application, 2, "refused", *WHY).outcome,
    )
    application.refresh_from_db()
    assert sorted(came) == sorted(["application.changed", application.outcome])


def test_a_withdrawal_and_a_decision_at_once_leave_one_end(scene: Scene) -> None:
    application = scene.accepted()
    together(
        lambda: deciding.decide(scene.chief, application, 2, "granted", *WHY).outcome,
        lambda: deciding.withdraw(scene.firm, application, 2).outcome,
    )
    assert Step.objects.filter(kind__in=("decided", "withdrawn")).count() == 1


def test_the_last_paper_and_the_job_at_once_leave_one_decision(scene: Scene) -> None:
    scene.registered()
    draft = scene.draft(REGISTRATION, registration_kind="renewal")
    drafts.save_draft(scene.firm, draft, {}, {"use_agreement": {"how": "counter", "no": ""}})
    renewal = filing.file_application(scene.firm, draft.key)
    paper = renewal.papers.get(how="counter")
    together(
        lambda: receive_paper(scene.clerk, paper, renewal.version, "1 份"),
        tasks.decide_what_rules_can.func,
        lambda: receive_paper(scene.clerk, paper, renewal.version, "1 份"),
        tasks.decide_what_rules_can.func,
    )
    tasks.decide_what_rules_can.func()
    kinds = Step.objects.filter(application=renewal).values_list("kind", flat=True)
    assert sorted(kinds) == ["decided", "handed_in", "received"]


def test_of_two_notices_at_once_one_is_sent(scene: Scene) -> None:
    application = scene.filed()
    points = [("field:contact_phone", "错")]
    came = together(*[lambda: correcting.notify_correction(scene.clerk, application, 1, points).pk] * 3)
    assert CorrectionNotice.objects.count() == 1 and came.count("application.changed") == 2


def test_rated_twice_at_once_it_is_one_rating(scene: Scene) -> None:
    application = scene.decided()
    came = together(*[lambda: rating.rate(scene.firm, application, 5).grade] * 3)
    assert Rating.objects.count() == 1 and sorted(map(str, came)) == ["5", "rating.once", "rating.once"]


def test_silence_is_settled_once_by_two_workers(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    frozen_clock.shift(9 * 86_400)
    came = together(*[lambda: accepting.settle_deemed(application).state] * 2)
    assert sorted(came) == ["application.wrong_state", "running"]
    assert Step.objects.filter(kind="deemed").count() == 1


# killed


class Killed(BaseException):
    """What no handler catches."""


def killed_at(query: int, act: Callable[[], Any]) -> bool:
    """Whether `act` was ended before its query number `query`; from there on the process is gone."""
    asked = 0

    def gone(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked >= query:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(gone):
            act()
    except Killed:
        return True
    finally:
        connection.close_if_unusable_or_obsolete()
    return False


def test_killed_at_any_moment_of_filing_nothing_is_half_filed(scene: Scene) -> None:
    key = scene.draft().key
    for query in range(1, 100):
        ended = killed_at(query, lambda: filing.file_application(scene.firm, key))
        there = Application.objects.count()
        assert there == Step.objects.count() == Entry.objects.filter(type="affairs.file").count()
        assert Draft.objects.count() == 1 - there
        if not ended:
            break
    assert there == 1 and query > 15


def steps_of(scene: Scene, application: Application) -> Iterator[tuple[str, Callable[[int], Any]]]:
    """Every step between filing and the rating, each given the version it looks at."""
    firm, clerk, chief, head = scene.firm, scene.clerk, scene.chief, scene.head
    list_of_one = [("field:contact_phone", "少一位")]
    yield "notify", lambda seen: correcting.notify_correction(clerk, application, seen, list_of_one)
    point = CorrectionNotice.objects.get().points.get()
    yield "answer", lambda seen: correcting.answer_correction(firm, point, seen, "0374-1")
    yield "accept", lambda seen: accepting.accept(clerk, application, seen)
    yield "pause", lambda seen: running.pause(clerk, application, seen, "expert_review", "通知书", 3)
    yield "resume", lambda seen: running.resume(clerk, application, seen, "expert_review")
    yield "trip", lambda seen: running.note_trip(firm, application, seen, "送原件")
    yield "demand", lambda seen: demanding.record_demand(firm, application, seen, "另交证明")
    yield "engage", lambda seen: engaging.record_intermediary(firm, application, seen, engagement("检测"))
    yield "extend", lambda seen: running.extend(head, application, seen, "情况复杂")
    yield "propose", lambda seen: deciding.propose_decision(clerk, application, seen, "granted", *WHY)
    yield "decide", lambda seen: deciding.decide(chief, application, seen, "granted", *WHY)
    yield "deliver", lambda seen: deciding.deliver(clerk, application, seen)


def test_killed_anywhere_in_any_step_it_is_taken_once_or_not_at_all(scene: Scene) -> None:
    application = scene.filed()
    engagement("检测")  # its firm is in the register before
    for taken, (step, act) in enumerate(steps_of(scene, application), start=1):
        for query in range(1, 60):
            ended = killed_at(query, lambda act=act, seen=taken: act(seen))  # type: ignore[misc]
            now = Application.objects.get()
            entries = Entry.objects.filter(case_id=application.case).count()
            assert now.version == now.steps.count() == entries, (step, query)
            if now.version > taken:
                break
            assert ended, (step, query)
        assert now.version == taken + 1 and query > 5, step


def test_no_step_is_written_twice_even_past_the_services(scene: Scene) -> None:
    last = running.note_trip(scene.firm, scene.filed(), 1, "送原件").steps.last()
    last.pk = None
    with pytest.raises(IntegrityError):
        last.save(force_insert=True)
