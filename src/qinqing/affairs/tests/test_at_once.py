"""马上办: a machine grants what is whole, proven and of this very works or project; anything else waits for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from qinqing.affairs import tasks
from qinqing.affairs.models import Application, ItemUnit
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.services import accepting, correcting, deciding, drafts, filing, papers
from qinqing.affairs.services.correcting import Answered
from qinqing.affairs.tests.scene import REGISTRATION, Scene, answers, attached
from qinqing.affairs.tests.scene import papers as given
from qinqing.affairs.tests.test_selectors import by_indexes, some
from qinqing.files.models import Attachment
from qinqing.record.models import Entry
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
TO_COME = {"how": "counter", "no": ""}
APPROVAL, SUPERVISION = "cad-basement-approval", "cad-quality-supervision"
LATER = datetime.fromisoformat("2026-11-10T09:00:00+08:00")  # five working days of silence are over


def renewal(scene: Scene, **papers: Any) -> Application:
    """Everything is held of the works renewed; `papers` are given otherwise."""
    draft = scene.draft(REGISTRATION, registration_kind="renewal")
    drafts.save_draft(scene.firm, draft, {}, papers)
    return filing.file_application(scene.firm, draft.key)


def received(scene: Scene, application: Application) -> Application:
    """After the last paper was handed in at the counter."""
    paper = application.papers.get(how="counter", counter_no="")
    papers.receive_paper(scene.clerk, paper, application.version, "2 份")
    return again(application)


def entered(scene: Scene) -> Application:
    """A renewal the counter wrote down, its papers seen there; the firm has not confirmed it."""
    draft = drafts.open_draft(scene.clerk, scene.office.firm, REGISTRATION)
    fields = {**answers(REGISTRATION), "registration_kind": "renewal"}
    drafts.save_draft(scene.clerk, draft, fields, given(scene.clerk, REGISTRATION))
    return filing.enter_for_enterprise(scene.clerk, draft.key, "counter")


def asked(scene: Scene, *abouts: str) -> tuple[Application, list[int]]:
    """A renewal whose one paper is to come, and that was returned once for these; the points by their keys."""
    application = renewal(scene, fire_safety_duty=TO_COME)
    points = [(about, "请补正") for about in abouts]
    notice = correcting.notify_correction(scene.clerk, application, application.version, points)
    return again(application), [point.pk for point in notice.points.all()]


def again(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def by_machine(application: Application) -> bool:
    now = again(application)
    assert now.by_machine is (now.outcome == "granted")
    return now.by_machine


# papers


@pytest.mark.parametrize("paper", ["fire_safety_duty", "use_agreement"])
def test_a_paper_promised_for_the_counter_is_not_there_until_the_counter_has_it(
    scene: Scene, paper: str
) -> None:
    """Named by a condition or not, online or never."""
    scene.registered()
    application = renewal(scene, **{paper: TO_COME})
    assert application.state == "received"
    assert received(scene, application).by_machine


def test_a_number_the_firm_wrote_itself_is_no_paper_seen(scene: Scene) -> None:
    scene.registered()
    first = renewal(scene, use_agreement={"how": "counter", "no": "协议7号"})
    second = renewal(scene, use_agreement=None)
    assert not by_machine(first) and second.by_machine  # held from the registration, not from the number


def test_a_file_that_is_not_scanned_is_waited_for_and_then_decided_by_the_job(scene: Scene) -> None:
    scene.registered()
    file = attached(scene.firm)
    Attachment.objects.filter(pk=file).update(state="quarantined")
    application = renewal(scene, use_plan={"how": "file", "files": [file, attached(scene.firm)]})
    assert not by_machine(application)
    Attachment.objects.filter(pk=file).update(state="clean")
    tasks.decide_what_rules_can.func()
    assert by_machine(application)


def test_what_a_person_took_up_a_person_decides(scene: Scene) -> None:
    scene.registered()
    application = renewal(scene, use_agreement=TO_COME)
    application = accepting.accept(scene.clerk, application, application.version)
    assert received(scene, application).state == "running"


def test_what_the_law_accepted_for_silence_rules_still_decide(scene: Scene, frozen_clock: Any) -> None:
    scene.registered()
    application = renewal(scene, use_agreement=TO_COME)
    frozen_clock.move_to(LATER)
    accepting.settle_deemed(application)
    assert again(application).state == "running"
    assert received(scene, again(application)).by_machine


# which decision


def test_a_decision_on_another_project_grants_nothing_on_this_one(scene: Scene) -> None:
    works = scene.office.departments["works"]
    for item in (APPROVAL, SUPERVISION):
        ItemUnit.objects.create(item=item, department=works, receiver=scene.office.clerk, since="2026-01-01")
    scene.decided(APPROVAL, project_code="2026-A")
    assert not by_machine(scene.filed(SUPERVISION, project_code="2026-B"))
    granted = scene.filed(SUPERVISION, project_code="2026-A")
    assert granted.by_machine and "是同一项目" in granted.reason


@pytest.mark.parametrize(("number", "granted"), [("证-2", True), ("证-9", False), ("", False)])
def test_a_renewal_is_of_the_works_whose_certificate_it_names(
    scene: Scene, number: str, granted: bool
) -> None:
    scene.registered("证-2")
    assert by_machine(scene.renewal(use_certificate_no=number)) is granted


def test_papers_of_other_works_are_not_held_for_these(scene: Scene) -> None:
    """What the firm gave last was for its second works."""
    scene.registered("证-1")
    second = scene.filed(REGISTRATION, registration_kind="first", use_certificate_no="")
    assert not by_machine(scene.renewal(use_certificate_no="证-1"))
    assert second.state == "received"


def test_a_registration_without_a_certificate_tells_no_works_apart(scene: Scene) -> None:
    scene.registered("")
    assert not by_machine(scene.renewal())


def test_what_a_person_refused_last_no_machine_grants(scene: Scene) -> None:
    """Filed again the next minute, and again after a person granted it."""
    scene.registered()
    application = renewal(scene, use_agreement=TO_COME)
    refused = decided(scene, application, "refused")
    later = scene.renewal()
    assert not by_machine(later) and refused.outcome == "refused"
    decided(scene, later, "granted")
    assert not by_machine(scene.renewal())  # of one day the refusal counts


def decided(scene: Scene, application: Application, outcome: str) -> Application:
    application = accepting.accept(scene.clerk, application, application.version)
    return deciding.decide(scene.chief, application, application.version, outcome, "理由", "第一条")


def test_a_refusal_is_overtaken_by_what_a_person_granted_later(scene: Scene, frozen_clock: Any) -> None:
    scene.registered()
    decided(scene, renewal(scene, use_agreement=TO_COME), "refused")
    frozen_clock.move_to(datetime.fromisoformat("2026-10-21T09:00:00+08:00"))
    decided(scene, scene.renewal(), "granted")
    assert by_machine(scene.renewal())


def test_a_renewal_with_another_use_is_no_renewal(scene: Scene) -> None:
    scene.registered()
    granted = scene.renewal()
    assert granted.by_machine and "平时用途没有变" in granted.reason
    assert not by_machine(scene.renewal(use_purpose="trade"))


# entered at the counter


@pytest.mark.parametrize("by", ["firm", "slip"])
def test_what_the_counter_entered_is_decided_once_it_is_confirmed(scene: Scene, by: str) -> None:
    scene.registered()
    application = entered(scene)
    assert not by_machine(application)
    who, slip = (scene.firm, "") if by == "firm" else (scene.clerk, "回执 3，王五")
    confirmed = filing.confirm_entered(who, application, application.version, slip)
    assert confirmed.by_machine and confirmed.state == "decided"
    with pytest.raises(Refused, match=r"application\."):
        filing.confirm_entered(who, confirmed, confirmed.version, slip)
    assert confirmed.steps.filter(kind="decided").count() == 1


def test_confirmed_while_the_process_ended_it_is_decided_days_later(
    scene: Scene, monkeypatch: Any, frozen_clock: Any
) -> None:
    scene.registered()
    application = entered(scene)
    with monkeypatch.context() as patch:
        patch.setattr("qinqing.affairs.services.at_once.decide_at_once", lambda application: application)
        filing.confirm_entered(scene.firm, application, application.version)
    frozen_clock.move_to(datetime.fromisoformat("2026-10-23T09:00:00+08:00"))
    tasks.decide_what_rules_can.func()
    assert by_machine(application)


def test_what_nobody_confirmed_the_job_leaves(scene: Scene) -> None:
    scene.registered()
    application = entered(scene)
    tasks.decide_what_rules_can.func()
    assert not by_machine(application)


def test_the_job_finds_what_waits_by_an_index(scene: Scene) -> None:
    some(scene, 300, answer_due=NOT_OUR_TURN)
    by_indexes()
    assert "open_by_answer" in tasks.unanswered().explain()


def test_a_confirmation_stands_though_its_item_is_offered_no_more(scene: Scene) -> None:
    application = entered(scene)
    Application.objects.filter(pk=application.pk).update(item="gone")
    assert filing.confirm_entered(scene.firm, application, application.version).confirmed_at


# corrected


def test_with_the_last_answer_rules_decide_and_the_firm_has_the_receipt_of_its_own_act(
    scene: Scene, firm: Client
) -> None:
    scene.registered()
    application, (phone, paper) = asked(scene, "field:safety_phone", "paper:fire_safety_duty")
    file = {"how": "file", "files": [attached(scene.firm)]}
    point = application.notices.get().points.get(pk=paper)
    correcting.answer_correction(scene.firm, point, application.version, "已补", file)
    assert not by_machine(application)
    sent = {f"p{phone}-seen": again(application).version, f"p{phone}-answer": "0374-1"}
    answer = firm.post(f"/qy/applications/{application.number}/points/{phone}/", sent)
    assert by_machine(application)
    handed = answer["Location"].split("/receipts/")[1].split("/")[0]
    assert Entry.objects.get(pk=handed).type == "affairs.answer_correction"


def test_what_the_counter_heard_last_is_decided_once_the_firm_confirms_it(scene: Scene) -> None:
    scene.registered()
    application, (paper,) = asked(scene, "paper:fire_safety_duty")
    Application.objects.filter(pk=application.pk).update(channel="counter")
    number = Answered(paper, "", {"how": "counter", "no": "1 份"})
    seen = application.version
    done = correcting.answer_for_enterprise(scene.clerk, application, seen, [number], "回执 4")
    assert not done.by_machine
    assert filing.confirm_entered(scene.firm, done, done.version).by_machine


@pytest.mark.parametrize("about", ["other", "paper:fire_safety_duty"])
def test_what_a_person_asked_and_words_answered_a_person_reads(scene: Scene, about: str) -> None:
    scene.registered()
    application, (point,) = asked(scene, about)
    Application.objects.filter(pk=application.pk).update(channel="counter")
    words = Answered(point, "见附件")
    heard = correcting.answer_for_enterprise(scene.clerk, application, application.version, [words], "来电")
    filing.confirm_entered(scene.firm, heard, heard.version)
    assert received(scene, again(application)).state == "received"


def test_answered_by_what_a_person_found_wanting_a_person_reads_it(scene: Scene) -> None:
    """The value it had, or the same bytes once more."""
    scene.registered()
    application, _ = asked(scene, "field:safety_phone")
    answered(scene, application, application.fields["safety_phone"])
    assert received(scene, again(application)).state == "received"
    asked_of = [("paper:use_plan", "看不清"), ("field:safety_phone", "少一位")]
    application = renewal(scene, use_agreement=TO_COME, use_plan=file(scene))
    correcting.notify_correction(scene.clerk, application, application.version, asked_of)
    answered(scene, application, "已补", file(scene))
    answered(scene, application, "0374-1")
    assert received(scene, again(application)).state == "received"


def file(scene: Scene) -> dict[str, Any]:
    """Attached anew, always of the same bytes."""
    return {"how": "file", "files": [attached(scene.firm)]}


def answered(scene: Scene, application: Application, words: str, paper: Any = None) -> None:
    point = application.notices.get().points.filter(answered_at=None).first()
    correcting.answer_correction(scene.firm, point, again(application).version, words, paper)


def test_once_a_superior_opened_a_second_notice_a_person_decides(scene: Scene) -> None:
    scene.registered()
    application, _ = asked(scene, "field:safety_phone")
    answered(scene, application, "0374-1")
    correcting.open_second_notice(scene.chief, application, again(application).version, "还有一项")
    assert received(scene, again(application)).state == "received"


def test_one_that_cannot_be_judged_does_not_keep_the_others_waiting(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.registered()
    with monkeypatch.context() as patch:
        patch.setattr(filing, "decide_at_once", lambda application: application)
        broken, sound = scene.renewal(), scene.renewal()
    real = tasks.decide_at_once

    def breaks(application: Application) -> Application:
        return real(application) if application.pk != broken.pk else 1 / 0  # type: ignore[return-value]

    monkeypatch.setattr(tasks, "decide_at_once", breaks)
    tasks.decide_what_rules_can.func()
    assert by_machine(sound) and not by_machine(broken)


def test_a_correction_that_promises_the_paper_waits_for_it(scene: Scene) -> None:
    scene.registered()
    application = renewal(scene)
    assert application.by_machine
    application = renewal(scene, use_plan=TO_COME)
    points = [("paper:fire_safety_duty", "看不清")]
    notice = correcting.notify_correction(scene.clerk, application, application.version, points)
    seen = again(application).version
    correcting.answer_correction(scene.firm, notice.points.get(), seen, "", TO_COME)
    for paper in application.papers.filter(how="counter"):
        assert not by_machine(application)
        papers.receive_paper(scene.clerk, paper, again(application).version, "1 份")
    assert by_machine(application)
