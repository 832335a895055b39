"""What the SQL of a rule may consist of, so that it reads facts and nothing else, on every engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlglot import exp

from qinqing.rules.macros import CHANGES, FEWEST, MACROS

# Plain functions that DuckDB and Spark both have and that mean the same there.
FUNCTIONS: tuple[type[exp.Func], ...] = (
    exp.Abs,
    exp.AnyValue,
    exp.Array,
    exp.ArrayAgg,
    exp.ArrayConcat,
    exp.ArrayContains,
    exp.ArrayDistinct,
    exp.ArraySize,
    exp.ArraySort,
    exp.Case,
    exp.Cast,
    exp.Coalesce,
    exp.Concat,
    exp.Count,
    exp.DateDiff,
    exp.DateFromParts,
    exp.Greatest,
    exp.If,
    exp.Lag,
    exp.Lead,
    exp.Least,
    exp.Length,
    exp.Left,
    exp.LogicalAnd,
    exp.LogicalOr,
    exp.Lower,
    exp.Max,
    exp.Min,
    exp.Month,
    exp.Nullif,
    exp.Rank,
    exp.RowNumber,
    exp.Sum,
    exp.Trim,
    exp.TryCast,
    exp.Upper,
    exp.Year,
)
# 0 and 1 are structure (none, one more, the day after); any other number is a value and has a source.
STRUCTURAL_NUMBERS = ("0", "1")
WORDS = {*MACROS, CHANGES, FEWEST}
NUMBER_OR_DATE = re.compile(r"\s*[-+]?\d[\d.,:/\-T ]*%?\s*")


def faults(query: exp.Expr) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) for everything a rule may not contain."""
    for node in query.walk():
        what = fault_of(node)
        if what:
            yield line_of(node), what


def fault_of(node: exp.Expr) -> str | None:
    if isinstance(node, exp.Literal):
        return fault_of_literal(node)
    if isinstance(node, exp.Table):
        return fault_of_table(node)
    if isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count):
        return "names its columns, never *"
    if isinstance(node, exp.Bracket):
        return "a place in a list: engines count differently, write nth()"
    if isinstance(node, exp.Interval):
        return "an interval: write days_after() or months_after()"
    if isinstance(node, exp.Anonymous):
        return None if str(node.this).lower() in WORDS else f"function {node.this} is not allowed in a rule"
    if isinstance(node, exp.Func) and not isinstance(node, (*FUNCTIONS, exp.Connector)):
        return f"function {node.sql_name()} is not allowed in a rule"
    if isinstance(node, exp.DDL | exp.DML | exp.Command | exp.Placeholder | exp.Parameter) and not isinstance(
        node, exp.Query
    ):
        return "only a SELECT is allowed in a rule"
    return None


def fault_of_literal(node: exp.Literal) -> str | None:
    if isinstance(node.parent, exp.DataTypeParam):
        return None
    if not node.is_string:
        structural = node.this in STRUCTURAL_NUMBERS
        return None if structural else f"the number {node.this}: a value comes from dated()"
    return f"'{node.this}' is a number or a date: a value comes from dated()" if is_value(node) else None


def is_value(node: exp.Literal) -> bool:
    return bool(NUMBER_OR_DATE.fullmatch(node.this))


def fault_of_table(node: exp.Table) -> str | None:
    if isinstance(node.this, exp.Anonymous) and str(node.this.this).lower() == CHANGES:
        return None
    if not isinstance(node.this, exp.Identifier) or node.args.get("db"):
        return f"reads {node.sql()}: a rule reads fact tables and the calendar only"
    return None


def line_of(node: exp.Expr) -> int:
    """The line of the node, else of what stands nearest; 1 if nothing knows."""
    around: exp.Expr | None = node
    while around is not None:
        lines = [inner.meta["line"] for inner in around.walk() if "line" in inner.meta]
        if lines:
            return min(lines)
        around = around.parent
    return 1
