"""Every rule is written out for Spark before anybody runs it there; what has no counterpart is an error at load."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.law.values import Values
from qinqing.rules.catalogue import Rule, load_rules
from qinqing.rules.compile import compile_query
from qinqing.rules.errors import RuleError
from qinqing.rules.macros import Binding
from qinqing.rules.spark.dialect import written_for_spark

BINDING = Binding(date(2026, 6, 30), Values.load())


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.id)
def test_every_rule_has_its_words_in_sparks_sql(rule: Rule):
    assert written_for_spark(rule.path, rule.compiled.query, BINDING)


def for_spark(sql: str) -> str:
    path = Path("given.sql")
    return written_for_spark(path, compile_query(path, sql).query, BINDING)


def test_a_list_in_another_order_than_its_own_is_refused():
    """Spark gathers in no order, so only an order that can be made afterwards has a counterpart."""
    with pytest.raises(RuleError, match="another order"):
        for_spark("SELECT array_agg(bid.enterprise_id ORDER BY bid.amount_cny) AS firms FROM bids AS bid")


def test_days_between_two_dates_stay_days():
    assert "DATEDIFF" in for_spark("SELECT date_diff('day', opened_on, closed_on) AS days FROM consultations")


def test_places_of_a_list_are_counted_from_one_on_both_engines():
    sql = for_spark("SELECT nth([tender_id], 1) AS first FROM bids")
    assert "get(" in sql.lower() and "(1) - 1" in sql
