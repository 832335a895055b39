"""The like-case comparison sheet: own cases told from like ones, each with the value by which it is compared."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.report.people import Names
from qinqing.rules.report.table import lines_of
from qinqing.rules.results import Finding
from qinqing.rules.sheet import compared_words, counted, side_by_side, value_words
from qinqing.rules.tests.given import facts

ON = date(2025, 4, 1)
# Two who decide the same item, either of whom has too few cases to be told from the other.
SLOW = {"handler_id": "O1", "received_on": date(2025, 3, 3), "decided_on": date(2025, 3, 12)}
QUICK = {"handler_id": "O2", "received_on": date(2025, 3, 3), "decided_on": date(2025, 3, 6)}
TABLES = ["applications", "officials", "pauses"]


def applications(key: str, times: int, **how: object) -> dict[str, object]:
    one = {"application_id": key, "department_id": "D1", "item": "审批", "outcome": "granted"}
    return {**one, "times": times, **how}


@pytest.fixture(scope="module")
def too_few() -> Finding:
    people = [{"official_id": name, "department_id": "D1"} for name in ("O1", "O2")]
    rows = [applications("A", 19, **SLOW), applications("B", 25, **QUICK), applications("C", 2, **SLOW)]
    rows[2]["handler_id"] = "O2"
    county = facts({"officials": people, "applications": rows}, TABLES)
    findings = judge(county, on=ON, rules="slow-walking").findings
    return next(finding for finding in findings if finding.unit == "O1")


def test_below_the_minimum_own_cases_stand_beside_like_ones(too_few):
    assert too_few.verdict == "undetermined"
    assert [(c.own, c.ref) for c in too_few.sheet] == [
        (True, "applications:A-1"),
        (False, "applications:B-1"),
    ]


def test_each_case_says_where_and_by_what_it_is_compared(too_few):
    own, like = too_few.sheet
    assert own.stratum == like.stratum == "D1/审批/2025"
    assert (value_words(own).zh, value_words(like).en) == ("7 个工作日", "3 working days")


def test_a_case_stands_for_those_alike_on_its_own_side_only(too_few):
    assert [case.cases for case in too_few.sheet] == [19, 25]


def test_what_the_sheet_names_is_the_evidence(too_few):
    assert {case.ref for case in too_few.sheet} == {*too_few.evidence}


def test_own_and_like_cases_of_a_stratum_share_a_row(too_few):
    (row,) = side_by_side(too_few.sheet)
    assert row.own and row.like and (row.own.value, row.like.value) == (Decimal(7), Decimal(3))
    assert counted(too_few.sheet) == (1, 1)


def given_to(key: str, handler: str, firm: str, times: int) -> list[dict[str, object]]:
    case = {
        "service_id": key,
        "application_id": f"{key}-*",
        "intermediary_id": firm,
        "kind": "检测",
        "times": times,
    }
    return [applications(key, times, handler_id=handler), {**case, "engaged_on": date(2025, 3, 3)}]


def test_no_case_of_a_concentration_stands_for_another_kind_than_its_own():
    """O1: six to M1, three to M2; O2: two to M1, twenty to M3. Each kind has an example of its own."""
    people = [{"official_id": name, "department_id": "D1"} for name in ("O1", "O2")]
    dealt = [("B", "O1", "M1", 6), ("A", "O1", "M2", 3), ("C", "O2", "M1", 2), ("D", "O2", "M3", 20)]
    pairs = [given_to(*deal) for deal in dealt]
    tables = {"officials": people, "applications": [a for a, _ in pairs]}
    services = [service for _, service in pairs]
    county = facts({**tables, "intermediary_services": services}, [*tables, "intermediary_services"])
    findings = judge(county, on=ON, rules="intermediary-concentrated").findings
    sheet = next(finding.sheet for finding in findings if finding.unit == "O1/M1")
    told = [(case.own, int(case.value), case.ref.partition(":")[2][0], case.cases) for case in sheet]
    assert sorted(told) == [(False, 0, "D", 20), (False, 1, "C", 2), (True, 0, "A", 3), (True, 1, "B", 6)]


def test_what_cannot_be_counted_has_no_sheet():
    beyond = {"received_on": date(2028, 3, 1), "decided_on": date(2028, 3, 8), "handler_id": "O1"}
    people = [{"official_id": "O1", "department_id": "D1"}]
    county = facts({"officials": people, "applications": [applications("A", 3, **beyond)]}, TABLES)
    (finding,) = judge(county, on=date(2028, 4, 1), rules="slow-walking").findings
    assert (finding.verdict, finding.sheet) == ("undetermined", ())


def test_every_comparison_of_every_rule_has_words():
    named = {name for rule in load_rules().values() if rule.header.test for name in rule.header.test.compares}
    assert all(compared_words(name).en and compared_words(name).zh for name in named)


def test_the_table_says_how_many_cases_of_either_side_the_sheet_lays_out(too_few, monkeypatch):
    monkeypatch.setenv("QINQING_LANG", "zh")
    lines = [*lines_of(too_few, Names())]
    assert "  类案对照表：本方 1 件、同类 1 件，逐件见网页" in lines
