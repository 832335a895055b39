"""What may be wrong with the rows of one table, as claims in SQL that hold for the rows at fault.

Beside each stands what shows at less cost, over all rows, that none is at fault; only where it does not are rows asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qinqing.facts import cells, credit_codes
from qinqing.facts.schema import Column, Table
from qinqing.facts.source import Source, value_of
from qinqing.refusals import Say

# (earlier, later): a row in which the later lies before the earlier is refused; no other order is
ORDERS = (
    ("since", "until"),
    ("started_on", "ended_on"),
    ("started_at", "ended_at"),
    ("opened_on", "closed_on"),
    ("published_on", "closes_on"),
    ("received_on", "decided_on"),
    ("received_on", "accepted_on"),
    ("received_on", "not_accepted_on"),
    ("received_on", "answered_on"),
    ("filed_on", "decided_on"),
    ("raised_on", "resolved_on"),
)


@dataclass(frozen=True)
class Check:
    """`broken` holds for a row at fault; `shown` is the text of the value it is blamed for.

    `sound`, an aggregate, is false if any row is at fault; it may be false where none is.
    """

    column: Column
    broken: str
    shown: str
    says: Callable[[str], Say]
    sound: str


def checks_of(source: Source) -> Iterator[Check]:
    for column in source.columns:
        if not column.optional:
            yield missing(column)
        yield unfit(source, column)
        if is_enterprise_key(source.table, column):
            yield wrong_check_digit(column)
    for earlier, later in ORDERS:
        if earlier in source.values and later in source.values:
            yield out_of_order(source, earlier, later)


def is_enterprise_key(table: Table, column: Column) -> bool:
    return table.name == "enterprises" and column.is_key


def missing(column: Column) -> Check:
    x = cells.quoted(column.name)
    return Check(column, f"{x} IS NULL", "NULL", lambda _: told_as_missing(column), f"count({x}) = count(*)")


def told_as_missing(column: Column) -> Say:
    expected = cells.expected(column)
    return Say(f"必填，却为空；应为：{expected.zh}", f"required but empty; expected {expected.en}")


def unfit(source: Source, column: Column) -> Check:
    x, value = cells.quoted(column.name), source.values[column.name]
    claim = cells.fits(column, value)
    sound = f"count({value}) = count({x}) AND {cells.all_fit(column, value)}"
    if column.type == "time" and source.is_parquet:
        claim = f"CASE WHEN {cells.is_eight_hours_ahead(cells.instant_of(column))} THEN true ELSE {claim} END"
        sound = cells.all_eight_hours_ahead(cells.instant_of(column))
    expected = cells.expected(column)

    def says(value: str) -> Say:
        return Say(
            f"“{value}”不合要求，应为：{expected.zh}", f"{value!r} does not fit; expected {expected.en}"
        )

    return Check(column, f"{x} IS NOT NULL AND NOT coalesce({claim}, false)", x, says, sound)


def wrong_check_digit(column: Column) -> Check:
    x = cells.quoted(column.name)
    as_it_stands, in_capitals = map(credit_codes.has_right_check_digit, (x, f"upper({x})"))
    # CASE, here and below, so that capitals are made and zones are looked up only where they must be.
    right = f"CASE WHEN {as_it_stands} THEN true ELSE {in_capitals} END"

    def says(value: str) -> Say:
        return Say(
            f"“{value}”是 18 位，但不是校验码正确的统一社会信用代码",
            f"{value!r} has 18 characters but is no unified social credit code with a right check digit",
        )

    broken = f"{credit_codes.looks_like_code(x)} AND NOT {right}"
    return Check(column, broken, x, says, none(broken))


def out_of_order(source: Source, earlier: str, later: str) -> Check:
    """Blames the later column; both values are shown."""
    columns = source.table.by_name[earlier], source.table.by_name[later]
    first, second = (value_of(source, column) for column in columns)
    broken = f"{second} < {first}"
    sound = none(broken)
    if source.is_parquet and all(column.type == "time" for column in columns):
        # No clock is asked while all instants lie where clocks keep their order.
        one, other = map(cells.instant_of, columns)
        ahead = map(cells.all_eight_hours_ahead, (one, other))
        sound = " AND ".join([*ahead, none(f"{other} < {one}")])
    shown = f"{cells.quoted(later)}::VARCHAR || ' < ' || {cells.quoted(earlier)}::VARCHAR"

    def says(value: str) -> Say:
        return Say(
            f"顺序不可能：{later} 早于 {earlier}（{value}）",
            f"impossible order: {later} before {earlier} ({value})",
        )

    return Check(columns[1], broken, shown, says, sound)


def none(broken: str) -> str:
    return f"count(*) FILTER (WHERE {broken}) = 0"
