"""The guard: an act before it happens gets the answer the rule would give of it afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from qinqing.refusals import Refused
from qinqing.rules.guard import Answer, Guard, ask
from qinqing.rules.tests.given import Facts, facts
from qinqing.rules.tests.test_engine import EVERY_TABLE

ON = date(2025, 6, 30)
TABLES = [*EVERY_TABLE, "departments", "officials", "enterprises"]


def visit(number: int, **cells: Any) -> dict[str, Any]:
    return {
        "inspection_id": f"I{number}",
        "department_id": "D1",
        "enterprise_id": "E1",
        "kind": "routine",
        "basis": "plan",
        "started_at": datetime(2025, 6, number, 1, tzinfo=UTC),
        **cells,
    }


def county(**given: Any) -> Facts:
    caps = [{"department_id": "D1", "year": 2025, "cap": 2}]
    past = [
        {**visit(1), "started_at": "2025-06-01 09:00"},
        {**visit(9), "started_at": "2025-06-09 09:00", "enterprise_id": "E2"},
    ]
    return facts({"inspection_caps": caps, "inspections": past, **given}, TABLES)


def test_a_visit_up_to_the_cap_may_be_made_and_one_more_may_not():
    first = ask("inspection-over-cap", county(), {"inspections": [visit(2)]}, ON)
    assert isinstance(first, Answer) and first.verdict == "kept"
    second = ask("inspection-over-cap", county(), {"inspections": [visit(2), visit(3)]}, ON)
    assert isinstance(second, Answer) and second.verdict == "flagged"
    assert "3 次" in second.says.zh and "3 times" in second.says.en


@pytest.mark.parametrize(
    ("item", "verdict", "observed", "limit"),
    [
        pytest.param("质量", "flagged", 4, 1, id="已经超过的事项"),
        pytest.param("消防", "flagged", 2, 1, id="去了就超过的事项"),
        pytest.param("档案", "kept", 1, 1, id="还没有到上限的事项"),
        pytest.param("用电", "undetermined", 1, None, id="没有上限的事项"),
    ],
)
def test_a_firm_visited_too_often_for_one_item_is_asked_about_the_item_of_the_act(
    item, verdict, observed, limit
):
    caps = [
        {"department_id": "D1", "year": 2025, "item": name, "cap": 1} for name in ("质量", "消防", "档案")
    ]
    items = {1: "质量", 2: "质量", 3: "质量", 4: "消防"}
    past = [{**visit(n), "started_at": f"2025-06-0{n} 09:00", "item": name} for n, name in items.items()]
    last_year = [{**visit(9), "inspection_id": "J1", "started_at": "2024-06-09 09:00"}]
    folder = county(inspection_caps=caps, inspections=[*past, *last_year])
    answer = ask("inspection-over-cap", folder, {"inspections": [visit(20, item=item)]}, ON)
    assert isinstance(answer, Answer)
    assert (answer.verdict, answer.observed, answer.limit) == (verdict, observed, limit)


def test_what_was_set_aside_for_one_question_is_there_for_the_next():
    caps = [{"department_id": "D1", "year": 2025, "item": name, "cap": 1} for name in ("质量", "消防")]
    past = [{**visit(n), "started_at": f"2025-06-0{n} 09:00", "item": "质量"} for n in (1, 2)]
    with Guard(county(inspection_caps=caps, inspections=past), ON) as guard:
        asked = [
            guard.ask("inspection-over-cap", {"inspections": [visit(20, item=item)]})
            for item in ("消防", "质量")
        ]
    assert [answer.verdict for answer in asked] == ["kept", "flagged"]


def test_what_the_rule_does_not_judge_may_be_done():
    answer = ask("inspection-over-cap", county(), {"inspections": [visit(2, basis="complaint")]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "kept"


def test_where_something_is_missing_the_answer_says_so():
    folder = county(inspection_caps=[])
    answer = ask("inspection-over-cap", folder, {"inspections": [visit(2)]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "undetermined"
    assert "2025年" in answer.says.zh


def test_a_row_of_the_act_stands_in_place_of_the_fact_it_updates():
    moved = visit(1, enterprise_id="E2")
    answer = ask("inspection-over-cap", county(), {"inspections": [moved, visit(2, enterprise_id="E2")]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "flagged"


def test_an_act_on_record_already_is_judged_as_it_was_before_it_was():
    record = [{**visit(n), "started_at": f"2025-06-0{n} 09:00"} for n in (1, 2, 3)]
    answer = ask("inspection-over-cap", county(inspections=record), {"inspections": [visit(3)]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "flagged"


def test_terms_of_payment_are_judged_with_the_contract_they_come_with():
    signed = contract(signed_on=date(2025, 1, 1))
    payable = {
        "payable_id": "P1",
        "contract_id": "C1",
        "delivered_on": date(2025, 3, 3),
        "term_days": 90,
        "amount_cny": 100,
    }
    answer = ask("payment-overdue", county(), {"contracts": [signed], "payables": [payable]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "flagged"


def contract(**cells: Any) -> dict[str, Any]:
    return {
        "contract_id": "C1",
        "department_id": "D1",
        "enterprise_id": "E1",
        "official_id": "O1",
        "size_at_signing": "small",
        "category": "goods",
        "signed_on": date(2025, 6, 1),
        "amount_cny": Decimal("100.00"),
        **cells,
    }


def agreed(days: int, size: str | None = "small", **cells: Any) -> dict[str, list[dict[str, Any]]]:
    payable = {
        "payable_id": "P1",
        "contract_id": "C1",
        "delivered_on": date(2025, 7, 1),
        "term_days": days,
        "amount_cny": 100,
    }
    return {"contracts": [contract(size_at_signing=size)], "payables": [payable | cells]}


@pytest.mark.parametrize(
    ("act", "verdict"),
    [
        pytest.param(agreed(60), "kept", id="正好六十天"),
        pytest.param(agreed(61), "flagged", id="六十一天"),
        pytest.param(agreed(90, size=None), "undetermined", id="规模没有登记"),
        pytest.param(agreed(180, size="large"), "kept", id="大型企业按约定"),
        pytest.param(agreed(365, retention=True), "kept", id="质保金按约定"),
        pytest.param(agreed(90, delivered_on=date(2020, 8, 31)), "undetermined", id="条例施行以前"),
    ],
)
def test_a_term_of_payment_is_checked_before_the_contract_is_signed(act, verdict):
    answer = ask("term-over-limit", county(), act, ON)
    assert isinstance(answer, Answer) and answer.verdict == verdict


def test_a_flagged_term_names_the_days_agreed_and_the_days_allowed():
    answer = ask("term-over-limit", county(), agreed(61), ON)
    assert isinstance(answer, Answer) and (answer.observed, answer.limit) == (61, 60)
    assert "61 天" in answer.says.zh and "at most 60" in answer.says.en


def penalty(amount: str, **cells: Any) -> dict[str, list[dict[str, Any]]]:
    row = {
        "penalty_id": "X1",
        "enterprise_id": "E1",
        "party_kind": "entity",
        "department_id": "D1",
        "official_id": "O1",
        "violation": "未按规定维护",
        "kind": "fine",
        "filed_on": date(2025, 6, 1),
        "amount_cny": Decimal(amount),
        "band_low_cny": Decimal("10000.00"),
        "band_high_cny": Decimal("50000.00"),
        "hearing_offered": False,
        "publication": "required",
    }
    return {"penalties": [row | cells]}


@pytest.mark.parametrize(
    ("act", "verdict"),
    [
        pytest.param(penalty("50000.00"), "kept", id="正好上限"),
        pytest.param(penalty("50000.01"), "flagged", id="高出一分"),
        pytest.param(penalty("10000.00"), "kept", id="正好下限"),
        pytest.param(penalty("9999.99"), "flagged", id="低了一分"),
        pytest.param(penalty("60000.00", departure_reason="有从重情节"), "kept", id="写明理由"),
        pytest.param(penalty("20000.00", band_high_cny=None), "undetermined", id="没有上限"),
        pytest.param(penalty("60000.00", band_low_cny=None), "flagged", id="一头已经超出"),
    ],
)
def test_a_penalty_is_checked_before_it_is_decided(act, verdict):
    answer = ask("penalty-outside-band", county(), act, ON)
    assert isinstance(answer, Answer) and answer.verdict == verdict


def test_a_penalty_on_record_is_checked_as_it_is_about_to_be_decided():
    filed = {**penalty("0.00")["penalties"][0], "band_low_cny": None, "band_high_cny": None}
    folder = county(penalties=[{**filed, "filed_on": date(2025, 6, 1)}])
    answer = ask("penalty-outside-band", folder, penalty("50000.01"), ON)
    assert isinstance(answer, Answer) and (answer.verdict, answer.limit) == ("flagged", Decimal("50000.00"))


def test_what_was_kept_says_how_far_it_is_from_the_limit():
    answer = ask("inspection-over-cap", county(), {"inspections": [visit(2)]}, ON)
    assert isinstance(answer, Answer) and (answer.observed, answer.limit) == (2, 2)


def award(winner: str | None) -> dict[str, list[dict[str, Any]]]:
    tender = {
        "tender_id": "guard",
        "regime": "tender_law",
        "department_id": "D1",
        "official_id": "O1",
        "category": "works",
        "method": "open",
        "published_on": ON,
        "closes_on": ON,
        "awarded_on": ON,
        "budget_cny": 0,
        "winner_id": winner,
    }
    return {"tenders": [tender]}


@pytest.mark.parametrize(
    ("winner", "answer"),
    [
        pytest.param("E1", "recuse", id="有关联"),
        pytest.param("E2", "no_recusal", id="没有关联"),
        pytest.param(None, "recuse", id="无法判定也回避"),
    ],
)
def test_of_the_organs_rules_one_word_comes_back_and_nothing_else(winner, answer):
    folder = county(
        kinships=[{"official_id": "O1", "person_id": "P7", "relation": "spouse"}],
        holdings=[{"holder_id": "P7", "enterprise_id": "E1"}],
        tenders=[{"tender_id": "T9", "official_id": "O1", "awarded_on": ON, "winner_id": "E1"}],
    )
    assert ask("related-award", folder, award(winner), ON) == answer


def test_many_questions_share_one_reading_of_the_facts():
    with Guard(county(), ON) as guard:
        answers = [guard.ask("inspection-over-cap", {"inspections": [visit(n)]}) for n in (2, 3)]
        assert [answer.verdict for answer in answers] == ["kept", "kept"]
        assert guard.ask("related-award", award("E1")) == "no_recusal"


@pytest.mark.parametrize(
    ("rule", "act", "code"),
    [
        pytest.param("no-such-rule", {"inspections": [visit(2)]}, "guard.no-rule", id="没有这条规则"),
        pytest.param("inspection-over-cap", {}, "guard.act", id="没有事项"),
        pytest.param("inspection-over-cap", {"tenders": []}, "guard.act", id="规则不读的表"),
        pytest.param(
            "inspection-over-cap", {"inspections": [visit(2, colour="red")]}, "guard.act", id="没有这一列"
        ),
        pytest.param(
            "inspection-over-cap", {"inspections": [visit(2, department_id=None)]}, "guard.act", id="没填"
        ),
        pytest.param(
            "inspection-over-cap", {"inspections": [visit(2, basis="whim")]}, "guard.act", id="不在选项中"
        ),
        pytest.param(
            "inspection-over-cap", {"inspections": [visit(2, started_at="soon")]}, "guard.act", id="类型不对"
        ),
    ],
)
def test_an_act_that_could_be_no_fact_is_refused(rule, act, code):
    with pytest.raises(Refused) as refused:
        ask(rule, county(), act, ON)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("rule", "act"),
    [
        pytest.param("inspection-over-cap", {"inspections": [visit(2, enterprise_id="E-nobody")]}, id="企业"),
        pytest.param("term-over-limit", {"payables": agreed(90)["payables"]}, id="合同"),
    ],
)
def test_an_act_that_refers_to_what_is_not_on_record_is_refused_not_passed(rule, act):
    with pytest.raises(Refused) as refused:
        ask(rule, county(), act, ON)
    assert refused.value.code == "guard.act"


def test_text_in_an_act_is_text_whatever_it_says():
    nasty = visit(2, item="'; DROP TABLE inspections; --")
    answer = ask("inspection-over-cap", county(), {"inspections": [nasty]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "kept"


def test_a_folder_that_cannot_feed_the_rule_is_refused_not_passed():
    folder = county()
    del folder.rows["kinships"]
    with pytest.raises(Refused) as refused:
        ask("related-award", folder, award("E1"), ON)
    assert refused.value.code == "guard.unavailable"
    assert "kinships" in refused.value.says.en
