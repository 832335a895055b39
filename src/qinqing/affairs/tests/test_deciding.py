"""Deciding, delivering, withdrawing, what it costs; and what is asked beyond the guide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from qinqing.affairs.models import Application, FeeStandard, Step
from qinqing.affairs.services import accepting, deciding, demanding, filing, papers, running
from qinqing.affairs.tests.scene import ITEM, Scene
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
WHY = ("符合条件。", "实施办法第十六条")


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code.replace(".", r"\."))


# decided


def test_a_decision_has_reason_and_article(scene: Scene) -> None:
    application = scene.accepted()
    for why in (("", "第一条"), ("理由", " ")):
        with refused("decision.no_reason"):
            deciding.decide(scene.chief, application, 2, "refused", *why)


def test_the_decider_is_not_the_handler(scene: Scene) -> None:
    application = running.transfer(scene.clerk, scene.accepted(), 2, scene.office.chief, "由科长承办")
    with refused("decision.own_case"):
        deciding.decide(scene.chief, application, 3, "granted", *WHY)
    assert deciding.decide(scene.head, application, 3, "granted", *WHY).outcome == "granted"


def test_whoever_proposed_does_not_decide(scene: Scene) -> None:
    application = running.transfer(scene.clerk, scene.accepted(), 2, scene.office.chief, "由科长承办")
    application = deciding.propose_decision(scene.chief, application, 3, "granted", *WHY)
    application = running.transfer(scene.chief, application, 4, scene.office.clerk, "转回")
    with refused("decision.own_case"):
        deciding.decide(scene.chief, application, 5, "granted", *WHY)


def test_where_the_item_says_so_the_handler_decides(scene: Scene) -> None:
    application = scene.accepted("cad-peacetime-registration")
    assert deciding.decide(scene.clerk, application, 2, "granted", *WHY).decided_by == scene.clerk.user


def test_who_has_an_interest_is_kept_out_and_told_nothing_more(
    scene: Scene, guard: dict[tuple[str, str], str]
) -> None:
    application = scene.accepted()
    guard[scene.office.chief.key, scene.office.firm.key] = "recuse"
    with refused("decision.recuse") as told:
        deciding.decide(scene.chief, application, 2, "granted", *WHY)
    assert "亲属" not in str(told.value) and Step.objects.count() == 2


def test_where_the_organ_does_not_answer_one_declares_oneself(scene: Scene, monkeypatch: Any) -> None:
    from qinqing.affairs import interest
    from qinqing.refusals import Say

    def silent(*asked: Any) -> str:
        raise Refused("recusal.no_answer", Say("没有应答", "no answer"))

    application = scene.accepted()
    monkeypatch.setattr(interest, "ask_recusal", silent)
    with refused("recusal.no_answer"):
        deciding.decide(scene.chief, application, 2, "granted", *WHY)
    assert deciding.decide(scene.chief, application, 2, "granted", *WHY, declared=True).outcome == "granted"


def test_what_the_firm_has_not_confirmed_is_not_decided(scene: Scene) -> None:
    from qinqing.affairs.services import drafts
    from qinqing.affairs.tests.scene import answers
    from qinqing.affairs.tests.scene import papers as given

    draft = drafts.open_draft(scene.clerk, scene.office.firm, ITEM)
    drafts.save_draft(scene.clerk, draft, answers(ITEM), given(scene.clerk, ITEM))
    application = filing.enter_for_enterprise(scene.clerk, draft.key, "counter")
    application = accepting.accept(scene.clerk, application, 1)
    with refused("decision.unconfirmed"):
        deciding.decide(scene.chief, application, 2, "granted", *WHY)


def test_rules_decide_at_once_and_say_that_a_machine_did(scene: Scene) -> None:
    scene.registered()
    renewal = scene.renewal()
    assert (renewal.outcome, renewal.by_machine, renewal.decided_by) == ("granted", True, None)
    assert renewal.reason.startswith("由系统自动作出") and renewal.articles


def test_what_rules_cannot_decide_waits_for_a_person(scene: Scene) -> None:
    renewal = scene.renewal()
    assert (renewal.state, renewal.by_machine) == ("received", False)  # nothing was granted before


def test_what_was_filed_when_the_process_ended_is_decided_later_once(scene: Scene, monkeypatch: Any) -> None:
    from qinqing.affairs.services.at_once import decide_at_once

    scene.registered()
    monkeypatch.setattr(filing, "decide_at_once", lambda application: application)
    renewal = scene.renewal()
    assert renewal.state == "received"
    for _ in range(2):
        assert decide_at_once(renewal).by_machine
    assert renewal.steps.filter(kind="decided").count() == 1


def test_delivery_follows_a_decision_once(scene: Scene) -> None:
    application = scene.accepted()
    with refused("decision.nothing_to_deliver"):
        deciding.deliver(scene.clerk, application, 2)
    application = deciding.decide(scene.chief, application, 2, "granted", *WHY)
    application = deciding.deliver(scene.clerk, application, 3, "当面送达")
    with refused("decision.nothing_to_deliver"):
        deciding.deliver(scene.clerk, application, 4)


def test_a_firm_withdraws_without_saying_why(scene: Scene) -> None:
    application = deciding.withdraw(scene.firm, scene.accepted(), 2)
    assert (application.state, application.outcome) == ("withdrawn", "withdrawn")
    with refused("application.ended"):
        deciding.decide(scene.chief, application, 3, "granted", *WHY)


# fees


def fee_case(scene: Scene) -> Application:
    FeeStandard.objects.create(
        fee="offsite-construction-fee",
        since="2026-01-01",
        standard_cny=Decimal("1500.00"),
        source="示例文件",
        confirmed_by=scene.head.user,
    )
    return scene.accepted("cad-offsite-approval", due_area_m2="100.5")


def test_a_fee_is_the_standard_times_the_quantity(scene: Scene) -> None:
    application = deciding.assess_fee(
        scene.clerk, fee_case(scene), 2, "offsite-construction-fee", Decimal("150750")
    )
    assert application.fee_cny == Decimal("150750.00")


@pytest.mark.parametrize(
    ("amount", "relief"), [("0", ""), ("150749.99", ""), ("150750", "市领导同意缓缴"), ("0", "招商引资项目")]
)
def test_no_firm_is_let_off_a_fee(scene: Scene, amount: str, relief: str) -> None:
    application = fee_case(scene)
    for actor in (scene.clerk, scene.chief, scene.head):
        with refused("items.relief") as told:
            deciding.assess_fee(actor, application, 2, "offsite-construction-fee", Decimal(amount), relief)
        assert "第十二" in str(told.value) or "12" in str(told.value)


def test_more_than_the_standard_is_refused_too(scene: Scene) -> None:
    with refused("fee.not_the_standard"):
        deciding.assess_fee(scene.clerk, fee_case(scene), 2, "offsite-construction-fee", Decimal("150750.01"))


def test_what_has_no_published_standard_costs_nothing(scene: Scene) -> None:
    with refused("fee.none"):
        deciding.assess_fee(scene.clerk, scene.accepted(), 2, "handling-fee", Decimal("1"))


# beyond the guide, before the filing, over the counter


def test_a_firm_writes_down_what_was_demanded_of_it(scene: Scene) -> None:
    application = scene.filed()
    demand = demanding.record_demand(scene.firm, application, 1, "要求找某评估公司出报告")
    assert (demand.by_enterprise, demand.made_by) == (True, scene.office.clerk)


def test_a_look_at_the_papers_before_filing_counts(scene: Scene) -> None:
    works = scene.office.departments["works"]
    precheck = demanding.record_precheck(
        scene.clerk, "returned", ITEM, scene.office.firm, works, "少一份图，请补后再来"
    )
    assert precheck.kind == "returned"


def test_a_paper_over_the_counter_leaves_its_number_only(scene: Scene) -> None:
    application = scene.filed("cad-peacetime-registration")
    paper = application.papers.get(how="counter")
    received = papers.receive_paper(scene.clerk, paper, 1, "协议〔2026〕7号")
    assert (received.counter_no, received.file, received.received_by) == (
        "协议〔2026〕7号",
        None,
        scene.office.clerk,
    )
