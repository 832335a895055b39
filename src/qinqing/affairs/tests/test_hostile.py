"""Whoever would slow a firm down, let one off, hide what is late or act in a matter of their own is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import Authorisation
from qinqing.affairs import tasks
from qinqing.affairs.forms.offering import PromiseForm
from qinqing.affairs.models import Application, Problem
from qinqing.affairs.offered import item_of
from qinqing.affairs.secrecy import Look
from qinqing.affairs.services import (
    accepting,
    correcting,
    deciding,
    drafts,
    filing,
    offering,
    papers,
    problems,
    running,
)
from qinqing.affairs.tests.browsing import address, browser, page
from qinqing.affairs.tests.scene import ITEM, NOON, Scene, answers
from qinqing.affairs.tests.scene import papers as given
from qinqing.files.models import Attachment
from qinqing.files.permissions import may_open
from qinqing.refusals import Refused
from tests.support.people import with_token

pytestmark = pytest.mark.django_db
WHY = ("符合条件。", "实施办法第十六条")
PHONE = [("field:contact_phone", "少一位")]


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code.replace(".", r"\."))


def agent_of_two(scene: Scene) -> Any:
    """The firm's own person, who acts for the other firm too."""
    Authorisation.objects.create(
        user=scene.firm.user, enterprise=scene.office.other_firm, since=NOON.date(), approved_at=NOON
    )
    return actor_of(scene.firm.user)


# with an interest in the firm

ACTS: dict[str, Callable[[Scene, Application], object]] = {
    "一次告知": lambda s, a: correcting.notify_correction(s.clerk, a, 1, PHONE),
    "不予受理": lambda s, a: accepting.refuse_scope(s.clerk, a, 1, "市住建局", "不归本局"),
}
LATER: dict[str, Callable[[Scene, Application], object]] = {
    "中止": lambda s, a: running.pause(s.clerk, a, 2, "hearing", "听证通知", 5),
    "恢复": lambda s, a: running.resume(s.clerk, a, 2, "hearing"),
    "提出意见": lambda s, a: deciding.propose_decision(s.clerk, a, 2, "refused", *WHY),
    "延长": lambda s, a: running.extend(s.head, a, 2, "情况复杂"),
    "核费": lambda s, a: deciding.assess_fee(s.clerk, a, 2, "offsite-construction-fee", Decimal(100)),
    "收材料": lambda s, a: papers.receive_paper(s.clerk, a.papers.filter(how="counter").first(), 2, "1 份"),
    "登记回执": lambda s, a: filing.confirm_entered(s.clerk, a, 2, "回执 0012"),
    "代为答复": lambda s, a: correcting.answer_for_enterprise(s.clerk, a, 2, [], "来电"),
    "代为撤回": lambda s, a: deciding.withdraw_for_enterprise(s.clerk, a, 2, "来电"),
    "送达": lambda s, a: deciding.deliver(s.clerk, a, 2),
}


@pytest.mark.parametrize("act", ACTS)
def test_who_has_an_interest_takes_nothing_in_hand(scene: Scene, guard: dict[Any, str], act: str) -> None:
    application = scene.filed()
    guard[scene.office.clerk.key, scene.office.firm.key] = "recuse"
    with refused("decision.recuse"):
        ACTS[act](scene, application)
    assert Application.objects.get().version == 1


@pytest.mark.parametrize("act", LATER)
def test_who_has_an_interest_neither_holds_it_up_nor_has_a_say(
    scene: Scene, guard: dict[Any, str], act: str
) -> None:
    application = scene.accepted()
    for official in (scene.office.clerk, scene.office.head):
        guard[official.key, scene.office.firm.key] = "recuse"
    with refused("decision.recuse"):
        LATER[act](scene, application)


def test_who_has_an_interest_enters_nothing_for_that_firm(scene: Scene, guard: dict[Any, str]) -> None:
    """What papers were seen is the enterer's word, and by it a machine may decide."""
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), given(scene.clerk, ITEM))
    guard[scene.office.clerk.key, scene.office.firm.key] = "recuse"
    with refused("decision.recuse"):
        filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    assert not Application.objects.exists()


def test_handing_a_matter_over_tells_nobody_of_a_colleagues_ties(scene: Scene, guard: dict[Any, str]) -> None:
    """The new handler is asked about when they act, and learns it alone."""
    guard[scene.office.chief.key, scene.office.firm.key] = "recuse"
    application = running.transfer(scene.clerk, scene.accepted(), 2, scene.office.chief, "由科长承办")
    with refused("decision.recuse"):
        deciding.propose_decision(scene.chief, application, 3, "granted", *WHY)


# one person alone


def test_whoever_accepted_does_not_decide(scene: Scene) -> None:
    application = accepting.accept(scene.chief, scene.filed(), 1)
    with refused("decision.own_case"):
        deciding.decide(scene.chief, application, 2, "granted", *WHY)


def test_whoever_handled_it_and_handed_it_on_does_not_decide(scene: Scene) -> None:
    application = running.transfer(scene.chief, scene.filed(), 1, scene.office.chief, "我来办")
    application = accepting.accept(scene.chief, application, 2)
    application = running.transfer(scene.chief, application, 3, scene.office.clerk, "转出")
    with refused("decision.own_case"):
        deciding.decide(scene.chief, application, 4, "granted", *WHY)


# what is late stays late, what was said stays said


def test_a_pause_noted_afterwards_does_not_undo_lateness(scene: Scene, frozen_clock: Any) -> None:
    application = scene.accepted()  # due on 17 November
    frozen_clock.move_to(datetime.fromisoformat("2026-11-24T10:00:00+08:00"))
    early = (application, 2, "expert_review", "评审通知", 20, date(2026, 10, 21))
    with refused("pause.too_late"):
        running.pause(scene.clerk, *early)
    paused = running.pause(scene.clerk, *early[:-1])
    assert paused.due_on == date(2026, 11, 17)


def looked(scene: Scene) -> Look:
    return Look(scene.clerk.user, "没有秘密。")


def test_a_pause_noted_after_the_promised_day_counts_for_the_law_and_says_when_it_was_noted(
    scene: Scene, frozen_clock: Any
) -> None:
    offering.confirm_promise(scene.chief, ITEM, 5, "workday", NOON.date(), "局务会", looked(scene))
    application = scene.accepted()
    frozen_clock.move_to(datetime.fromisoformat("2026-11-03T10:00:00+08:00"))
    paused = running.pause(scene.clerk, application, 2, "hearing", "听证通知", 20, date(2026, 10, 21))
    resumed = running.resume(scene.clerk, paused, 3, "hearing")
    assert resumed.due_on > application.due_on
    assert "2026-11-03 补记" in page(scene.firm, f"/qy/applications/{application.number}/")


@pytest.mark.parametrize("since", [date(2026, 1, 1), date(2026, 10, 1), NOON.date()])
def test_a_fee_standard_in_force_is_not_lowered_for_days_gone_by(scene: Scene, since: date) -> None:
    fee = "offsite-construction-fee"
    offering.publish_standard(scene.chief, fee, date(2026, 1, 1), Decimal(1500), "价格文件", looked(scene))
    with refused("offering.in_force"):
        offering.publish_standard(scene.chief, fee, since, Decimal(1), "另一份文件", looked(scene))
    offering.publish_standard(
        scene.chief, fee, date(2026, 10, 21), Decimal(1400), "新的价格文件", looked(scene)
    )
    application = scene.accepted("cad-offsite-approval", due_area_m2="100")
    with refused("items.relief"):
        deciding.assess_fee(scene.clerk, application, 2, fee, Decimal(100))


def test_a_standard_from_before_the_first_known_is_entered_still(scene: Scene) -> None:
    fee = "offsite-construction-fee"
    offering.publish_standard(scene.chief, fee, NOON.date(), Decimal(1500), "价格文件", looked(scene))
    offering.publish_standard(
        scene.chief, fee, date(2026, 1, 1), Decimal(1400), "旧的价格文件", looked(scene)
    )


def test_a_promise_in_force_is_not_rewritten(scene: Scene) -> None:
    offering.confirm_promise(scene.chief, ITEM, 5, "workday", date(2026, 10, 1), "局务会", looked(scene))
    for since in (date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 10)):
        with refused("offering.in_force"):
            offering.confirm_promise(scene.chief, ITEM, 15, "workday", since, "局务会", looked(scene))
    later = date(2026, 11, 1)
    offering.confirm_promise(scene.chief, ITEM, 15, "workday", later, "局务会", looked(scene))
    assert offering.confirm_promise(scene.chief, ITEM, 12, "workday", later, "改正", looked(scene)).n == 12


def test_a_form_begins_tomorrow_only_where_something_is_in_force_today(scene: Scene) -> None:
    def begins() -> str:
        return str(PromiseForm(item=item_of(ITEM)).initial["since"])

    offering.confirm_promise(scene.chief, ITEM, 5, "workday", date(2026, 11, 1), "局务会", looked(scene))
    assert begins() == "2026-10-20"
    offering.confirm_promise(scene.chief, ITEM, 6, "workday", NOON.date(), "局务会", looked(scene))
    assert begins() == "2026-10-21"


def test_a_paper_given_online_is_not_turned_into_a_number(scene: Scene) -> None:
    application = scene.filed()
    paper = application.papers.filter(how="file").first()
    assert paper
    with refused("paper.given_otherwise"):
        papers.receive_paper(scene.clerk, paper, 1, "自编 1 号")


# firms


def test_a_firm_speaks_of_its_own_application_only(scene: Scene) -> None:
    """A person of two firms does not show one of them the other's."""
    both, application = agent_of_two(scene), scene.filed()
    with refused("affairs.not_yours"):
        problems.raise_problem(both, scene.office.other_firm, "办不成", application)


def test_a_problem_pressed_twice_is_one(scene: Scene, firm: Client) -> None:
    sent = {"words": "三次都说不行", "application": scene.filed().number}
    came = [firm.post("/qy/problems/new/", sent) for _ in range(2)]
    assert [answer.status_code for answer in came] == [303, 409]
    assert Problem.objects.get().number in came[1].text


def test_the_same_words_of_two_items_are_two_problems(scene: Scene) -> None:
    for item in (ITEM, "cad-scrapping"):
        problems.raise_problem(scene.firm, scene.office.firm, "窗口一直没有人", item=item)
    with refused("problem.raised_already"):
        problems.raise_problem(scene.firm, scene.office.firm, "窗口一直没有人", item=ITEM)
    assert Problem.objects.count() == 2


def test_a_file_given_for_two_firms_is_opened_by_whoever_handles_either(scene: Scene) -> None:
    both, files = agent_of_two(scene), given(scene.firm, ITEM)
    filing.file_in_one(both, scene.office.firm, ITEM, "order-1-of-a", answers(ITEM), files)
    second = filing.file_in_one(both, scene.office.other_firm, ITEM, "order-1-of-b", answers(ITEM), files)
    lawyer = scene.office.officials["lawyer"]
    Application.objects.filter(pk=second.pk).update(handler=lawyer, department=lawyer.department)
    file = Attachment.objects.filter(papers__application=second).first()
    assert file and may_open(scene.outsider, file) and may_open(scene.clerk, file)


def test_a_version_nobody_gave_out_is_refused_and_no_error_of_ours(scene: Scene, firm: Client) -> None:
    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), given(scene.clerk, ITEM))
    number = filing.enter_for_enterprise(scene.clerk, draft.key, "counter").number
    for seen in ("9" * 5000, "²", "-1", ""):
        assert firm.post(f"/qy/applications/{number}/confirm/", {"seen": seen}).status_code == 302
    assert Application.objects.get().confirmed_at is None


# the machine's clock


def test_a_clock_set_back_behind_what_happened_shows_it_all_the_same(scene: Scene, frozen_clock: Any) -> None:
    frozen_clock.shift(3 * 86_400)
    application = scene.decided()
    frozen_clock.shift(-2 * 86_400)
    pages = {scene.firm: f"/qy/applications/{application.number}/", scene.clerk: address(application)}
    for reader, path in pages.items():
        assert browser(reader).get(path).status_code == 200
    with refused("application.ended"):
        deciding.decide(scene.chief, application, application.version, "refused", *WHY)


# an item that is offered no more


def test_an_item_offered_no_more_does_not_keep_the_others_from_being_decided(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.registered()
    gone = scene.filed()
    with monkeypatch.context() as patch:
        patch.setattr(filing, "decide_at_once", lambda application: application)
        renewal = scene.renewal()
    Application.objects.filter(pk=gone.pk).update(item="gone", item_digest="0" * 64)
    tasks.decide_what_rules_can.func()
    renewal.refresh_from_db()
    assert renewal.by_machine


def test_an_application_whose_item_nobody_knows_says_so(scene: Scene, firm: Client) -> None:
    application = scene.filed()
    Application.objects.filter(pk=application.pk).update(item="gone", item_digest="0" * 64)
    program = with_token(scene.firm.user, scene.office.firm)
    told = [
        firm.get(f"/qy/applications/{application.number}/"),
        browser(scene.clerk).get(address(application)),
        program.get("/api/v1/applications"),
    ]
    assert [answer.status_code for answer in told] == [409, 409, 200]
    assert all("没有服务事项" in answer.text for answer in told[:2])


def test_what_the_guard_does_not_answer_is_declared_on_every_such_page(scene: Scene) -> None:
    application = scene.filed()
    for act in ("accept", "notify", "refuse_scope"):
        assert 'name="declared"' in browser(scene.clerk).get(address(application, act)).text, act
