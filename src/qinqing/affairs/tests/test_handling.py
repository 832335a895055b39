"""Accepting, correcting, pausing, extending, handing over, deciding: what each leaves, and what the law does not allow."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from qinqing.affairs.models import Application, CorrectionNotice, Demand, Paper
from qinqing.affairs.services import accepting, correcting, deciding, running
from qinqing.affairs.tasks import settle_silence
from qinqing.affairs.tests.scene import Scene, attached
from qinqing.affairs.timing import standing
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
WHY = ("符合条件。", "实施办法第十六条")


def go_to(clock: Any, day: str) -> None:
    clock.move_to(datetime.fromisoformat(f"{day}T10:00:00+08:00"))


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code.replace(".", r"\."))


# accepted or not


def test_acceptance_starts_the_clock(scene: Scene) -> None:
    application = scene.accepted()
    assert (application.state, application.due_on) == ("running", date(2026, 11, 17))
    assert application.act_by == application.due_on


def test_an_outsider_does_not_accept(scene: Scene) -> None:
    application = scene.filed()
    with refused("affairs.not_yours"):
        accepting.accept(scene.outsider, application, application.version)


def test_silence_for_five_working_days_is_acceptance(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    go_to(frozen_clock, "2026-10-28")
    told = standing(application, application.steps.all())
    assert (told.state, told.accepted_on) == ("running", date(2026, 10, 20))


def test_what_the_law_says_of_silence_is_written_down_once(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    go_to(frozen_clock, "2026-10-28")
    assert accepting.settle_deemed(application).due_on == date(2026, 11, 17)
    with refused("application.wrong_state"):
        accepting.settle_deemed(application)


def test_before_that_day_nothing_is_settled(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    go_to(frozen_clock, "2026-10-27")
    with refused("application.wrong_state"):
        accepting.settle_deemed(application)


def test_out_of_scope_names_the_right_office(scene: Scene) -> None:
    application = scene.filed()
    accepting.refuse_scope(scene.clerk, application, 1, "市住房和城乡建设局", "施工许可不归本局。")
    application.refresh_from_db()
    assert application.state == "not_accepted" and not application.open
    assert application.steps.last().said["office"] == "市住房和城乡建设局"


def test_a_refusal_that_names_no_office_is_refused(scene: Scene) -> None:
    application = scene.filed()
    with refused("step.no_words"):
        accepting.refuse_scope(scene.clerk, application, 1, " ", "不归本局。")


# corrected once

POINTS = [("field:contact_phone", "电话少一位"), ("paper:project_approval", "缺第二页")]


def noticed(scene: Scene) -> tuple[Application, CorrectionNotice]:
    application = scene.filed()
    notice = correcting.notify_correction(scene.clerk, application, application.version, POINTS)
    application.refresh_from_db()
    return application, notice


def corrected(scene: Scene) -> Application:
    application, notice = noticed(scene)
    for point in notice.points.all():
        application.refresh_from_db()
        correcting.answer_correction(scene.firm, point, application.version, "0374-1234567")
    application.refresh_from_db()
    return application


def test_a_notice_waits_for_the_firm(scene: Scene) -> None:
    application, notice = noticed(scene)
    assert (application.state, notice.points.count()) == ("awaiting_correction", 2)
    assert application.act_by == date(9999, 12, 31)


def test_points_are_answered_one_by_one_and_the_last_completes_the_file(
    scene: Scene, frozen_clock: Any
) -> None:
    application, notice = noticed(scene)
    first, last = notice.points.all()
    go_to(frozen_clock, "2026-11-02")
    correcting.answer_correction(scene.firm, first, 2, "0374-1234567")
    application.refresh_from_db()
    assert (application.state, application.fields["contact_phone"]) == ("awaiting_correction", "0374-1234567")
    new = attached(scene.firm)
    file = {"how": "file", "files": [new]}
    correcting.answer_correction(scene.firm, last, 3, "", file)
    application.refresh_from_db()
    assert application.state == "received" and application.act_by == date(2026, 11, 9)
    assert Paper.objects.filter(application=application, file_id=new).exists()


def test_a_second_correction_notice_is_refused(scene: Scene, frozen_clock: Any) -> None:
    application = corrected(scene)
    with refused("correction.same_day"):
        correcting.notify_correction(scene.clerk, application, application.version, POINTS)
    go_to(frozen_clock, "2026-10-21")
    with refused("correction.second"):
        correcting.notify_correction(scene.clerk, application, application.version, POINTS)


def twice_noticed(scene: Scene, clock: Any) -> Application:
    application = corrected(scene)
    go_to(clock, "2026-10-21")
    with refused("affairs.not_yours"):
        correcting.open_second_notice(scene.clerk, application, application.version, "又发现问题")
    correcting.open_second_notice(scene.chief, application, application.version, "补交的图有新问题")
    application.refresh_from_db()
    correcting.notify_correction(scene.clerk, application, application.version, POINTS)
    return application


def test_a_superior_opens_a_second_notice_with_a_reason(scene: Scene, frozen_clock: Any) -> None:
    first, second = twice_noticed(scene, frozen_clock).notices.all()
    assert (first.opened_by, second.opened_by) == (None, scene.chief.user)


def test_a_third_needs_to_be_opened_again(scene: Scene, frozen_clock: Any) -> None:
    application = twice_noticed(scene, frozen_clock)
    for point in application.notices.last().points.all():
        application.refresh_from_db()
        correcting.answer_correction(scene.firm, point, application.version, "已改")
    application.refresh_from_db()
    go_to(frozen_clock, "2026-10-22")
    with refused("correction.second"):
        correcting.notify_correction(scene.clerk, application, application.version, POINTS)


def test_after_acceptance_by_law_nothing_is_returned(scene: Scene, frozen_clock: Any) -> None:
    application = scene.filed()
    go_to(frozen_clock, "2026-10-28")
    with refused("correction.too_late"):
        correcting.notify_correction(scene.clerk, application, 1, POINTS)
    with refused("correction.too_late"):
        accepting.refuse_scope(scene.clerk, application, 1, "市住建局", "不归本局")


def test_what_the_guide_does_not_name_is_a_demand_for_everybody_to_see(scene: Scene) -> None:
    application = scene.filed()
    correcting.notify_correction(scene.clerk, application, 1, [("other", "请另交一份股东会决议")])
    demand = Demand.objects.get()
    assert (demand.words, demand.made_by) == ("请另交一份股东会决议", scene.office.clerk)


def test_a_paper_the_bureau_holds_is_asked_for_beyond_the_guide(scene: Scene) -> None:
    application = scene.filed()
    given = {paper.paper: paper for paper in application.papers.filter(how="file")}
    held, asked, *_ = given.values()
    type(held).objects.filter(pk=held.pk).update(how="held", file=None, held_ref="application:2026-000001")
    points = [(f"paper:{held.paper}", "请再交一份"), (f"paper:{asked.paper}", "请盖章")]
    correcting.notify_correction(scene.clerk, application, 1, points)
    assert Demand.objects.get().words == "请再交一份"


def test_a_notice_about_nothing_in_the_guide_is_refused(scene: Scene) -> None:
    application = scene.filed()
    with refused("draft.unknown"):
        correcting.notify_correction(scene.clerk, application, 1, [("field:favourite_colour", "红")])


# the clock stopped and extended


def test_a_pause_needs_a_ground_of_the_law(scene: Scene) -> None:
    application = scene.accepted()
    with refused("pause.no_ground"):
        running.pause(scene.clerk, application, application.version, "other", "领导出差", 3)


def test_a_pause_needs_evidence_and_how_long(scene: Scene) -> None:
    application = scene.accepted()
    for evidence, days in ((" ", 3), ("评审通知", 0)):
        with refused("pause.no_evidence"):
            running.pause(scene.clerk, application, application.version, "expert_review", evidence, days)


def test_a_pause_moves_the_due_day(scene: Scene, frozen_clock: Any) -> None:
    application = scene.accepted()
    application = running.pause(scene.clerk, application, 2, "expert_review", "专家评审通知 3 号", 5)
    assert (application.state, application.due_on) == ("paused", None)
    go_to(frozen_clock, "2026-10-27")
    application = running.resume(scene.clerk, application, 3, "expert_review")
    assert application.due_on == date(2026, 11, 24)  # five working days later


def test_a_ground_that_stops_the_clock_already_stops_it_once(scene: Scene) -> None:
    application = scene.accepted()
    running.pause(scene.clerk, application, 2, "testing", "检测委托书 12 号", 5)
    with refused("pause.open_already"):
        running.pause(scene.clerk, application, 3, "testing", "检测委托书 13 号", 5)
    running.pause(scene.clerk, application, 3, "hearing", "听证通知书", 5)


def test_what_is_not_paused_is_not_resumed(scene: Scene) -> None:
    application = scene.accepted()
    with refused("pause.none_open"):
        running.resume(scene.clerk, application, application.version, "hearing")


def test_silence_is_written_down_though_something_was_noted_of_the_matter_meanwhile(
    scene: Scene, frozen_clock: Any
) -> None:
    application = scene.filed()
    go_to(frozen_clock, "2026-11-02")
    noted = running.note_trip(scene.firm, application, 1, "来问进度")
    assert noted.state == "running"
    for _ in range(2):
        settle_silence.func()
    assert application.steps.filter(kind="deemed").count() == 1


def test_a_pause_does_not_end_before_it_began(scene: Scene, frozen_clock: Any) -> None:
    application = scene.accepted()
    go_to(frozen_clock, "2026-10-28")
    application = running.pause(scene.clerk, application, 2, "hearing", "通知", 3, date(2026, 10, 27))
    with refused("step.day"):
        running.resume(scene.clerk, application, 3, "hearing", on=date(2026, 10, 26))


def test_an_extension_is_the_heads_and_once(scene: Scene) -> None:
    application = scene.accepted()
    with refused("extension.by_head"):
        running.extend(scene.chief, application, 2, "情况复杂")
    application = running.extend(scene.head, application, 2, "情况复杂")
    assert application.due_on == date(2026, 12, 1)
    with refused("extension.once"):
        running.extend(scene.head, application, 3, "还是复杂")


def test_an_extension_after_the_day_is_refused(scene: Scene, frozen_clock: Any) -> None:
    application = scene.accepted()
    go_to(frozen_clock, "2026-11-18")
    with refused("extension.too_late"):
        running.extend(scene.head, application, application.version, "情况复杂")


def test_what_no_law_lets_extend_is_not_extended(scene: Scene) -> None:
    application = scene.accepted("cad-peacetime-registration")
    with refused("extension.none"):
        running.extend(scene.head, application, application.version, "情况复杂")


def test_a_transfer_does_not_move_the_clock(scene: Scene) -> None:
    application = scene.accepted()
    due_on, lawyer = application.due_on, scene.office.officials["lawyer"]
    application = running.transfer(scene.clerk, application, 2, lawyer, "分工调整")
    assert (application.due_on, application.handler, application.department) == (
        due_on,
        lawyer,
        lawyer.department,
    )


def test_a_trip_is_counted_whoever_writes_it_down(scene: Scene) -> None:
    application = scene.filed()
    application = running.note_trip(scene.firm, application, 1, "到窗口交原件")
    assert running.note_trip(scene.clerk, application, 2, "补签字").trips == 2


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_day_before_receipt_or_in_the_future_is_refused(scene: Scene, shift: int) -> None:
    application = scene.filed()
    with refused("step.day"):
        running.note_trip(scene.firm, application, 1, "x", application.received_on + timedelta(days=shift))


# two at once


def test_a_lost_update_is_refused_with_what_changed(scene: Scene) -> None:
    application = scene.accepted()
    deciding.decide(scene.chief, application, 2, "granted", *WHY)
    with refused("application.changed") as told:
        running.pause(scene.clerk, application, 2, "hearing", "听证通知", 5)
    assert "决定" in str(told.value) and "领导干部" in str(told.value)


def test_steps_are_never_a_gap_apart(scene: Scene) -> None:
    application = scene.decided()
    assert [step.place for step in application.steps.all()] == [1, 2, 3]
