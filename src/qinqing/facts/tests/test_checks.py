"""What says of a whole column that it is sound never says so of one with a row at fault."""

from datetime import UTC, date, datetime
from decimal import Decimal
from math import inf, nan
from pathlib import Path

import pyarrow as pa
import pytest

from qinqing.facts import duck
from qinqing.facts.checks import checks_of
from qinqing.facts.schema import TABLES, Column
from qinqing.facts.source import Source, add_parquet_column

IN_BOTH_ZONES = [datetime(year, 1, 1, tzinfo=UTC) for year in (1991, 1992, 2199)]
# By type: values within the contract up to its bounds, and values just beyond.
CELLS = {
    "string": (["", "x" * 200, "字" * 200], ["字" * 2001]),
    "grade": ([1, 5], [0, 6]),
    "money": ([Decimal("0.00"), Decimal("9999999999999999.99")], [Decimal("-0.01")]),
    "double": ([0.0, -1e308], [nan, inf, -inf]),
    "share": ([0.0, 1.0], [nan, -0.001, 1.001]),
    "date": ([date(1900, 1, 1), date(2199, 12, 31)], [date(1899, 12, 31), date(2200, 1, 1)]),
    "time": (
        [datetime(1900, 1, 2, tzinfo=UTC), *IN_BOTH_ZONES],
        [datetime(1899, 12, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)],
    ),
}
BY_TYPE = {
    column.type: (table, column)
    for table in TABLES.values()
    for column in table.columns
    if not column.choices
}
CHOSEN = next((t, c) for t in TABLES.values() for c in t.columns if c.choices)
ENDLESS = next((t, t.by_name["until"]) for t in TABLES.values() if "until" in t.by_name)
KINDS = {
    **{kind: (*BY_TYPE[kind], *cells) for kind, cells in CELLS.items()},
    "choice": (*CHOSEN, [*CHOSEN[1].choices], ["", "其他"]),
    "until": (*ENDLESS, [*CELLS["date"][0], date(9999, 12, 31)], CELLS["date"][1]),
}


def asked(
    table, column: Column, values: list, stored: pa.DataType | None = None
) -> list[tuple[int, bool | None]]:
    """Of each check of the column: how many rows are at fault, and what is said of them all."""
    rows = pa.table({column.name: pa.array(values, stored or column.arrow)})
    source = Source(table, Path("rows.parquet"), "rows", scan="rows")
    add_parquet_column(source, column, rows.schema.field(0).type)
    with duck.connect() as connection:
        connection.register("rows", rows)
        counted = [(f"count(*) FILTER (WHERE {c.broken})", c.sound) for c in checks_of(source)]
        return [connection.sql(f"SELECT {n}, {sound} FROM rows").fetchall()[0] for n, sound in counted]


@pytest.mark.parametrize("kind", KINDS)
def test_no_value_beyond_the_bounds_is_taken_for_sound_wherever_it_stands(kind):
    table, column, within, beyond = KINDS[kind]
    for one in beyond:
        for values in ([one], [*within, one], [one, None, *within], [None, within[0], one, within[-1]]):
            assert any(n == 1 and sound is False for n, sound in asked(table, column, values)), values
            assert all(n == 0 or sound is False for n, sound in asked(table, column, values)), values


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("string", "time")])
def test_values_within_the_bounds_are_sound_and_no_row_is_asked(kind):
    table, column, within, _ = KINDS[kind]
    assert all(n == 0 and sound is not False for n, sound in asked(table, column, within))


def test_a_value_that_its_type_cannot_hold_is_not_taken_for_sound():
    table, column = BY_TYPE["money"]
    told = asked(table, column, [Decimal("1.000"), Decimal("1.005")], pa.decimal128(38, 3))
    assert (1, False) in told


@pytest.mark.parametrize("year", [1986, 2026], ids=["clocks may go back", "no clock is asked"])
def test_an_end_before_its_beginning_is_not_taken_for_sound(year):
    table = TABLES["inspections"]
    beginning, end = (pa.array([datetime(year, 7, 1, hour, tzinfo=UTC)]) for hour in (9, 8))
    source = Source(table, Path("rows.parquet"), "rows", scan="rows")
    rows = pa.table({"started_at": beginning, "ended_at": end})
    for name in rows.column_names:
        add_parquet_column(source, table.by_name[name], rows.schema.field(name).type)
    *_, order = checks_of(source)
    with duck.connect() as connection:
        connection.register("rows", rows)
        query = f"SELECT count(*) FILTER (WHERE {order.broken}), {order.sound} FROM rows"
        assert connection.sql(query).fetchall() == [(1, False)]
