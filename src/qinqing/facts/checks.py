"""What may be wrong with the rows of one table, as claims in SQL that hold for the rows at fault."""

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
    """`broken` holds for a row at fault; `shown` is the text of the value it is blamed for."""

    column: Column
    broken: str
    shown: str
    says: Callable[[str], Say]


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
    return Check(column, f"{cells.quoted(column.name)} IS NULL", "NULL", lambda _: told_as_missing(column))


def told_as_missing(column: Column) -> Say:
    expected = cells.expected(column)
    return Say(f"必填，却为空；应为：{expected.zh}", f"required but empty; expected {expected.en}")


def unfit(source: Source, column: Column) -> Check:
    x = cells.quoted(column.name)
    claim = cells.fits(column, source.values[column.name])
    if column.type == "time" and source.is_parquet:
        claim = f"CASE WHEN {cells.is_eight_hours_ahead(cells.instant_of(column))} THEN true ELSE {claim} END"
    expected = cells.expected(column)

    def says(value: str) -> Say:
        return Say(
            f"“{value}”不合要求，应为：{expected.zh}", f"{value!r} does not fit; expected {expected.en}"
        )

    return Check(column, f"{x} IS NOT NULL AND NOT coalesce({claim}, false)", x, says)


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

    return Check(column, f"{credit_codes.looks_like_code(x)} AND NOT {right}", x, says)


def out_of_order(source: Source, earlier: str, later: str) -> Check:
    """Blames the later column; both values are shown."""
    by_name = source.table.by_name
    first, second = value_of(source, by_name[earlier]), value_of(source, by_name[later])
    shown = f"{cells.quoted(later)}::VARCHAR || ' < ' || {cells.quoted(earlier)}::VARCHAR"

    def says(value: str) -> Say:
        return Say(
            f"顺序不可能：{later} 早于 {earlier}（{value}）",
            f"impossible order: {later} before {earlier} ({value})",
        )

    return Check(by_name[later], f"{second} < {first}", shown, says)
