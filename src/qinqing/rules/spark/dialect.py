"""A rule's SQL for Spark: what the two engines write or count differently, put right before SQLGlot writes it out.

Types decide how some of it is written, so the query is traced to the contract first.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from qinqing.rules.compile import DIALECT, typed
from qinqing.rules.errors import RuleError
from qinqing.rules.macros import Binding, write_out
from qinqing.rules.rule import Rule

SPARK = "spark"
# Spark has no whole number of 128 bits; this is its widest.
WIDEST_WHOLE = "DECIMAL(38, 0)"


def spark_sql(rule: Rule, binding: Binding) -> str:
    """The rule's query for Spark; RuleError where something in it has no counterpart there."""
    return written_for_spark(rule.path, rule.compiled.query, binding)


def written_for_spark(path: Path, query: exp.Query, binding: Binding) -> str:
    plain = typed(write_out(query, binding))
    try:
        return rewritten(plain).sql(dialect=SPARK, identify=True, unsupported_level=ErrorLevel.RAISE)
    except SqlglotError as error:
        raise RuleError(path, 1, f"cannot be compiled for Spark: {error}") from error


def rewritten(query: exp.Query) -> exp.Query:
    """Inner parts first: what stands around them is rewritten with them inside."""
    for node in reversed([*query.walk()]):
        rewrite = REWRITES.get(type(node))
        if rewrite:
            node.replace(rewrite(node))
    return query


def joined(node: exp.Expr) -> exp.Expr:
    """A list joined to NULL stays what it is; on Spark all would be NULL."""
    parts = [
        part if isinstance(part, exp.Array) else or_none(part) for part in (node.this, *node.expressions)
    ]
    return exp.ArrayConcat(this=parts[0], expressions=parts[1:])


def or_none(items: exp.Expr) -> exp.Expr:
    return exp.Coalesce(this=items, expressions=[exp.Array(expressions=[])])


def place(node: exp.Expr) -> exp.Expr:
    """Spark counts places from 0, and breaks off beyond the end unless asked like this."""
    (number,) = node.expressions
    from_nought = exp.Sub(this=exp.paren(number.copy()), expression=exp.Literal.number(1))
    return exp.Anonymous(this="get", expressions=[node.this, as_int(from_nought)])


def gathered(node: exp.Expr) -> exp.Expr:
    """Spark gathers in no order: sorted afterwards, which is all the order rules ask of a list of texts."""
    order = node.this
    if not isinstance(order, exp.Order):
        return node
    (key,) = order.expressions
    if key.this != order.this or key.args.get("desc"):
        raise SqlglotError(f"{node.sql(dialect=DIALECT)} is in another order than its own")
    return exp.ArraySort(this=exp.ArrayAgg(this=order.this))


def first_letters(node: exp.Expr) -> exp.Expr:
    return exp.Left(this=node.this, expression=as_int(node.expression))


def as_int(number: exp.Expr) -> exp.Expr:
    return exp.Cast(this=number.copy(), to=exp.DataType.build("INT"))


def no_wider(node: exp.Expr) -> exp.Expr:
    wide = node.this in (exp.DataType.Type.INT128, exp.DataType.Type.UINT128)
    return exp.DataType.build(WIDEST_WHOLE) if wide else node


REWRITES: dict[type[exp.Expr], Callable[[exp.Expr], exp.Expr]] = {
    exp.ArrayConcat: joined,
    exp.Bracket: place,
    exp.ArrayAgg: gathered,
    exp.Left: first_letters,
    exp.DataType: no_wider,
}
