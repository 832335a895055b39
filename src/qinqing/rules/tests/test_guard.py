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


def test_terms_of_payment_are_judged_with_the_contract_they_come_with():
    contract = {
        "contract_id": "C1",
        "department_id": "D1",
        "enterprise_id": "E1",
        "official_id": "O1",
        "size_at_signing": "small",
        "category": "goods",
        "signed_on": date(2025, 1, 1),
        "amount_cny": Decimal("100.00"),
    }
    payable = {
        "payable_id": "P1",
        "contract_id": "C1",
        "delivered_on": date(2025, 3, 3),
        "term_days": 90,
        "amount_cny": 100,
    }
    answer = ask("payment-overdue", county(), {"contracts": [contract], "payables": [payable]}, ON)
    assert isinstance(answer, Answer) and answer.verdict == "flagged"


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
