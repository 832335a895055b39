"""What staff see and do on the pages: one case whole, each act once, and who may not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from qinqing.accounts.roles import Role
from qinqing.affairs.forms import ACTS
from qinqing.affairs.models import Application, Kind
from qinqing.affairs.permissions import MAY
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.possible import why_not
from qinqing.affairs.services import correcting, deciding, demanding, drafts, filing, running
from qinqing.affairs.tests.browsing import address, browser, colleague, page
from qinqing.affairs.tests.scene import ITEM, Scene, answers, papers
from qinqing.refusals import Refused
from tests.support.people import make_actor

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
WHY = ("符合条件。", "实施办法第十六条")


def test_a_case_shows_all_that_was_said_of_it(scene: Scene) -> None:
    works = scene.office.departments["works"]
    demanding.record_precheck(scene.clerk, "returned", ITEM, scene.office.firm, works, "先前口头退过")
    application = scene.accepted()
    demanding.record_demand(scene.firm, application, 2, "要过一份盖章的说明")
    running.note_trip(scene.clerk, application, 3, "补交图纸")
    running.pause(scene.clerk, application, 4, "expert_review", "评审委托书第 3 号", 15)
    text = page(scene.clerk, address(application))
    for words in (
        "先前口头退过",
        "要过一份盖章的说明",
        "企业登记",
        "到场 1 次",
        "评审委托书第 3 号",
        "专家评审",
    ):
        assert words in text, words
    for label in ("拟拆除日期", "a.pdf</a>", "还没有交到窗口", "一段一段说清楚"):
        assert label in text, label


def test_a_receipt_is_offered_for_ones_own_steps_only(scene: Scene) -> None:
    application = scene.accepted()
    assert page(scene.clerk, address(application)).count("/receipts/") == 1
    assert "/receipts/" not in page(scene.watcher, address(application))


def test_a_machines_decision_says_so(scene: Scene) -> None:
    scene.registered()
    granted = scene.renewal()
    assert granted.by_machine
    text = page(scene.clerk, address(granted))
    assert "机器办结，没有人工审查" in text and "系统，没有人工经手" in text


# acts

FILLED: dict[str, dict[str, Any]] = {
    "accept": {},
    "refuse_scope": {"office": "-", "other": "住房城乡建设主管部门", "words": "地面房屋"},
    "notify": {"field:contact_phone": "少一位"},
    "open_second": {"reason": "第一次漏了"},
    "receive_paper": {"number": "2 份"},
    "confirm": {"slip": "第 3 号"},
    "answer_for": {"slip": "第 4 号"},
    "withdraw_for": {"slip": "第 5 号"},
    "pause": {"ground": "hearing", "evidence": "委托书", "days": "15"},
    "resume": {"ground": "expert_review"},
    "extend": {"reason": "要复核"},
    "transfer": {"handler": "O1", "reason": "出差"},
    "assess": {"fee": "offsite-construction-fee", "amount_cny": "1"},
    "propose": {"outcome": "granted", "reason": WHY[0], "articles": WHY[1]},
    "decide": {"outcome": "granted", "reason": WHY[0], "articles": WHY[1]},
    "deliver": {},
    "note_trip": {"words": "来问"},
    "record_demand": {"words": "多要一份"},
    "record_intermediary": {
        "intermediary": "91419900MA00000002",
        "kind": "检测",
        "chosen_by": "enterprise",
        "payer": "enterprise",
        "engaged_on": "2026-10-01",
        "fee_cny": "1",
    },
}


def paused(scene: Scene) -> Application:
    application = scene.accepted()
    return running.pause(scene.clerk, application, 2, "expert_review", "委托书", 15)


def corrected(scene: Scene) -> Application:
    application = scene.filed()
    correcting.notify_correction(scene.clerk, application, 1, [("field:contact_phone", "少一位")])
    return Application.objects.get(pk=application.pk)


def entered(scene: Scene) -> Application:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), papers(scene.clerk, ITEM))
    return filing.enter_for_enterprise(scene.clerk, draft.key, "counter")


STANDS = {
    "收件": Scene.filed,
    "办理": Scene.accepted,
    "中止": paused,
    "补正": corrected,
    "代填": entered,
    "决定": Scene.decided,
}


@pytest.mark.parametrize("stand", STANDS)
@pytest.mark.parametrize("who", ["clerk", "chief"])
def test_what_is_offered_is_done_and_what_is_not_is_refused_for_the_reason_given(
    scene: Scene, stand: str, who: str
) -> None:
    """The page's condition and the service's are one: they never disagree."""
    from django.db import transaction

    application, actor = STANDS[stand](scene), getattr(scene, who)
    differing = {}
    for act, filled in FILLED.items():
        case = case_of(
            Application.objects.select_related("enterprise", "department", "handler").get(pk=application.pk)
        )
        said = why_not(actor, case, act)
        form = ACTS[act](_whole(act, case, filled), actor=actor, case=case)
        form.is_valid()
        came = None
        with transaction.atomic():
            try:
                form.do(case.application)
            except Refused as refused:
                came = refused
            except (KeyError, StopIteration):  # nothing to choose from, so nothing to send
                came = said
            transaction.set_rollback(True)
        if (said and said.code) != (came and came.code):
            differing[act] = (said, came)
    assert differing == {}


def _whole(act: str, case: Any, filled: dict[str, Any]) -> dict[str, Any]:
    waiting = [row.pk for row in case.papers if row.how == "counter"]
    paper = {"paper": str(waiting[0])} if act == "receive_paper" and waiting else {}
    points = [point.pk for notice in case.notices for point in notice.points.all()]
    answers = {f"words-{pk}": "0374-1234567" for pk in points} if act == "answer_for" else {}
    return {"seen": case.application.version, **paper, **answers, **filled}


def test_every_act_has_its_form_and_stands_in_the_permissions(scene: Scene) -> None:
    assert {*ACTS} == {*FILLED} == {*MAY} - {"see", "withdraw", "answer", "rate"}


def test_each_act_opens_for_those_it_is_for_and_nobody_else(scene: Scene) -> None:
    """Every kind of permission × every role that serves × how they stand to the application."""
    office = scene.office
    application = scene.accepted()
    stands = {
        "assigned": office.clerk,
        "same_unit": colleague(office.clerk),
        "other_unit": office.officials["lawyer"],
    }
    alike = {repr(MAY[act]): act for act in ACTS}.values()
    wrong = []
    for role in (Role.CLERK, Role.REVIEWER, Role.LEADER, Role.SUPERVISOR):
        for relation, official in stands.items():
            client = browser(make_actor(role, official))
            for act in alike:
                opens = client.get(address(application, act)).status_code == 200
                if opens != (relation in MAY[act].get(role, ())):
                    wrong.append((role, relation, act, opens))
    assert wrong == []


def test_of_two_clerks_the_second_sees_what_changed_and_keeps_what_was_typed(scene: Scene) -> None:
    application = scene.accepted()
    deciding.decide(scene.chief, application, 2, "refused", *WHY)
    sent = {"seen": "2", "outcome": "granted", "reason": "我写了很久的理由", "articles": "第十六条"}
    answer = browser(scene.clerk).post(address(application, "propose"), sent)
    assert answer.status_code == 409
    assert "刚才的操作没有生效" in answer.text and "乙科长（领导干部）：决定" in answer.text
    assert "我写了很久的理由" in answer.text and 'name="seen" value="3"' in answer.text
    assert not application.steps.filter(kind=Kind.PROPOSED).exists()


def test_what_cannot_be_undone_is_shown_once_more_and_done_when_confirmed(scene: Scene) -> None:
    application, client = scene.accepted(), browser(scene.chief)
    sent = {"seen": "2", "outcome": "granted", "reason": WHY[0], "articles": WHY[1]}
    first = client.post(address(application, "decide"), sent)
    assert "办了就不能撤回" in first.text and WHY[0] in first.text
    assert Application.objects.get().decided_on is None
    client.post(address(application, "decide"), {**sent, "sure": "1"})
    assert Application.objects.get().outcome == "granted"


def test_an_act_sent_empty_names_what_is_missing_and_does_nothing(scene: Scene) -> None:
    application, client = scene.accepted(), browser(scene.chief)
    for act in ("pause", "decide", "transfer", "record_demand"):
        answer = client.post(address(application, act), {"seen": "2"})
        assert answer.status_code == 422 and 'class="error"' in answer.text, act
    assert Application.objects.get().version == 2


def test_whoever_must_recuse_reads_that_and_nothing_more(
    scene: Scene, guard: dict[tuple[str, str], str]
) -> None:
    application = scene.filed()
    guard[scene.office.clerk.key, scene.office.firm.key] = "recuse"
    answer = browser(scene.clerk).post(address(application, "accept"), {"seen": "1"})
    assert answer.status_code == 409
    assert "回避核对的结果是：须回避。请把这件申请转交给其他人。" in answer.text
    assert Application.objects.get().version == 1


def test_a_second_notice_waits_for_a_superior_and_then_says_so(scene: Scene, frozen_clock: Any) -> None:
    application = corrected(scene)
    point = application.notices.get().points.get()
    correcting.answer_correction(scene.firm, point, 2, "13800000000")
    frozen_clock.move_to(datetime.fromisoformat("2026-10-21T09:00:00+08:00"))
    assert "不能再次告知" in page(scene.clerk, address(application, "notify"))
    sent = {"seen": "3", "reason": "第一次漏了图纸", "sure": "1"}
    browser(scene.chief).post(address(application, "open_second"), sent)
    assert "第一次漏了图纸" in page(scene.clerk, address(application))
    assert "把缺的、错的一次写全" in page(scene.clerk, address(application, "notify"))


def test_a_notice_beyond_the_guide_is_recorded_as_a_demand(scene: Scene) -> None:
    application = scene.filed()
    sent = {"seen": "1", "other": "再要一份担保", "sure": "1"}
    browser(scene.clerk).post(address(application, "notify"), sent)
    assert "再要一份担保" in page(scene.watcher, address(application)).split("指南以外的要求")[1]


@pytest.mark.parametrize("seen", ["", "-1", "²", "99", "9" * 40, "1' or 1"])
def test_a_version_nobody_saw_does_nothing_and_says_so(scene: Scene, seen: str) -> None:
    application = scene.accepted()
    sent = {"seen": seen, "words": "要过一份说明"}
    answer = browser(scene.clerk).post(address(application, "record_demand"), sent)
    assert answer.status_code in (409, 422)
    assert 'class="error' in answer.text and "要过一份说明" in answer.text
    assert Application.objects.get().version == 2


def test_an_act_nobody_knows_is_not_there(scene: Scene) -> None:
    application = scene.filed()
    assert browser(scene.clerk).get(address(application, "no-such-act")).status_code == 404


def test_a_fee_without_a_published_standard_still_has_its_page(scene: Scene) -> None:
    application = scene.accepted("cad-offsite-approval")
    answer = browser(scene.chief).get(f"/gw/affairs/{application.number}/assess/")
    assert answer.status_code == 200
