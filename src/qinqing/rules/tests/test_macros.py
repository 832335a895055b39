"""The words of ours, written out and run: values on their days, months at their ends, exact interest."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pytest
import sqlglot

from qinqing.rules.macros import Binding, write_out

ON = date(2025, 6, 30)
PERIODS: dict[str, list[Any]] = {
    "pay_default_days": [(date(2020, 9, 1), date(2021, 12, 31), 30), (date(2022, 1, 1), None, 20)],
    "pay_interest_default_daily": [(date(2020, 9, 1), None, Decimal("0.0005"))],
}


class Given:
    def periods(self, id: str) -> list[Any]:
        return PERIODS.get(id, [])


def answer(expression: str) -> Any:
    query = write_out(sqlglot.parse_one(f"SELECT {expression}", dialect="duckdb"), Binding(ON, Given()))
    return duckdb.sql(query.sql(dialect="duckdb")).fetchall()[0][0]


@pytest.mark.parametrize(
    ("day", "days", "missing"),
    [
        pytest.param("2020-08-31", None, "value:pay_default_days@2020", id="生效前一日"),
        pytest.param("2020-09-01", 30, None, id="生效当日"),
        pytest.param("2021-12-31", 30, None, id="末日"),
        pytest.param("2022-01-01", 20, None, id="新值首日"),
        pytest.param("2199-12-31", 20, None, id="至今有效"),
    ],
)
def test_a_value_is_read_on_its_day(day, days, missing):
    assert answer(f"dated('pay_default_days', CAST('{day}' AS DATE))") == days
    assert answer(f"unset('pay_default_days', CAST('{day}' AS DATE))") == missing


def test_a_value_nobody_set_is_null():
    assert answer("dated('gift_handover_cny', judged_on())") is None
    assert answer("judged_on()") == ON


@pytest.mark.parametrize("least", ["min", "max"])
def test_the_least_reference_is_that_of_the_least_key(least):
    rows = "(VALUES ('A9'), (NULL), ('A10')) AS a(penalty_id)"
    query = sqlglot.parse_one(f"SELECT {least}(ref('penalties', a)) FROM {rows}", dialect="duckdb")
    sql = write_out(query, Binding(ON, Given())).sql(dialect="duckdb")
    assert f"{least.upper()}(CAST(a.penalty_id" in sql
    assert duckdb.sql(sql).fetchall() == [({"min": "penalties:A10", "max": "penalties:A9"}[least],)]


def test_changes_of_a_value_are_the_days_it_changes():
    query = sqlglot.parse_one("SELECT c.day FROM changes_of('pay_default_days') AS c ORDER BY c.day")
    rows = duckdb.sql(write_out(query, Binding(ON, Given())).sql(dialect="duckdb")).fetchall()
    assert [day for (day,) in rows] == [date(2020, 9, 1), date(2022, 1, 1)]
    unset = sqlglot.parse_one("SELECT c.day FROM changes_of('gift_handover_cny') AS c")
    assert duckdb.sql(write_out(unset, Binding(ON, Given())).sql(dialect="duckdb")).fetchall() == []


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        pytest.param("2025-01-31", 1, date(2025, 2, 28), id="月末无对应日"),
        pytest.param("2024-01-31", 1, date(2024, 2, 29), id="闰年"),
        pytest.param("2025-02-28", 1, date(2025, 3, 28), id="对应日不是月末"),
        pytest.param("2025-12-15", 1, date(2026, 1, 15), id="跨年"),
        pytest.param("2024-02-29", 12, date(2025, 2, 28), id="闰日的次年"),
    ],
)
def test_months_end_on_the_corresponding_day(day, months, last):
    assert answer(f"months_after(CAST('{day}' AS DATE), {months})") == last


def test_a_day_no_calendar_reaches_is_null():
    assert answer("days_after(judged_on(), 60)") == ON + timedelta(days=60)
    assert answer("days_after(judged_on(), CAST(9000000000000000000 AS BIGINT))") is None


def test_a_place_in_a_list_is_counted_from_one():
    assert answer("nth(['a', 'b'], 2)") == "b"
    assert answer("nth(['a', 'b'], 3)") is None


@pytest.mark.parametrize(
    ("balance", "days", "rate", "rate_days"),
    [
        pytest.param("10.00", 1, "0.0005", 1, id="恰好半分"),
        pytest.param("9.99", 1, "0.0005", 1, id="不足半分"),
        pytest.param("73.00", 1, "0.025", 365, id="除以三百六十五恰好半分"),
        pytest.param("9999999999999999.99", 100_000, "99.9999999999", 365, id="最大的数"),
        pytest.param("0.01", 1, "0.0000000001", 365, id="最小的数"),
        pytest.param("123456.78", 417, "0.0385", 365, id="除不尽"),
    ],
)
def test_interest_is_exact_and_rounded_half_up_once(balance, days, rate, rate_days):
    exact = Fraction(balance) * days * Fraction(rate) / rate_days
    fen = (exact * 200 + 1).__floor__() // 2
    found = answer(
        f"interest_cny(CAST({balance} AS DECIMAL(18,2)), {days}, CAST({rate} AS DECIMAL(12,10)), {rate_days})"
    )
    assert found == Decimal(fen) / 100
    half_up = Decimal(exact.numerator) / Decimal(exact.denominator)
    if half_up < 10**15:
        assert found == half_up.quantize(Decimal("0.01"), ROUND_HALF_UP)
