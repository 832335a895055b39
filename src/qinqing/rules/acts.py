"""An act about to be done, as the facts it would become: checked, and put beside the facts in a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlglot import exp

from qinqing.facts.schema import TABLES, TIME_ZONE, Table
from qinqing.refusals import Problem, Refused, Say
from qinqing.rules.macros import cast
from qinqing.rules.rule import Rule

Rows: TypeAlias = Sequence[Mapping[str, Any]]
Act: TypeAlias = Mapping[str, Rows]

PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "grade": (int,),
    "money": (Decimal, int),
    "double": (float, Decimal, int),
    "share": (float, Decimal, int),
    "bool": (bool,),
    "date": (date,),
    "time": (datetime,),
}


def refuse_wrong_act(rule: Rule, act: Act) -> None:
    """Refused `guard.act` with every row that could not be a fact, or that the rule would never read."""
    problems = [problem for table, rows in act.items() for problem in problems_of(rule, table, rows)]
    if problems or not act:
        says = Say(
            "要核对的事项填写有误，请改正后再核对", "the act to be checked is not filled in rightly: mend it"
        )
        raise Refused("guard.act", says, problems)


def problems_of(rule: Rule, table: str, rows: Rows) -> Iterator[Problem]:
    if table not in rule.compiled.reads:
        yield Problem(table, Say(f"规则 {rule.id} 不读这张表", f"rule {rule.id} does not read this table"))
        return
    for row in rows:
        yield from problems_of_row(TABLES[table], row)


def problems_of_row(table: Table, row: Mapping[str, Any]) -> Iterator[Problem]:
    for name in row:
        if name not in table.by_name:
            yield Problem(f"{table.name}:{name}", Say("没有这一列", "no such column"))
    for column in table.columns:
        where, value = f"{table.name}:{column.name}", row.get(column.name)
        if value is None and not column.optional:
            yield Problem(where, Say("必须填写", "must be filled in"))
        elif value is not None and not isinstance(value, PYTHON_TYPES.get(column.type, (str,))):
            yield Problem(where, Say(f"类型不对：{value!r}", f"of the wrong type: {value!r}"))
        elif column.choices and value is not None and value not in column.choices:
            among = ", ".join(column.choices)
            yield Problem(where, Say(f"{value} 不在 {among} 之中", f"{value} is none of {among}"))


def with_act(rule: Rule, query: exp.Query, act: Act, present: set[str]) -> exp.Query:
    """`query` reading each table of the act as the facts of its case, with the act's rows in their place.

    A table that tells cases apart gives only the rows of the act's own case: no other can bear on it.
    """
    for node in [*query.find_all(exp.Table)]:
        if node.name in act and not is_cte(query, node.name):
            table, rows = TABLES[node.name], act[node.name]
            facts = (
                facts_of_case(table, rows, rule.one_per.get(table.name, []))
                if table.name in present
                else None
            )
            node.replace(together(facts, table, rows).subquery(node.alias_or_name))
    return query


def is_cte(query: exp.Query, name: str) -> bool:
    return any(cte.alias == name for cte in query.find_all(exp.CTE))


def facts_of_case(table: Table, rows: Rows, case: list[str]) -> exp.Select:
    facts = exp.select(*(column.name for column in table.columns)).from_(table.name)
    for name in case:
        facts = facts.where(
            exp.column(name).isin(*(cell(table.by_name[name].sql, row[name]) for row in rows))
        )
    if table.key:
        own = exp.column(table.key).isin(*(exp.Literal.string(row[table.key]) for row in rows))
        facts = facts.where(own.not_())
    return facts


def together(facts: exp.Select | None, table: Table, rows: Rows) -> exp.Query:
    """The facts and the act's rows, in the contract's columns and types."""
    own = [exp.select(*(cell(c.sql, row.get(c.name)).as_(c.name) for c in table.columns)) for row in rows]
    parts: list[exp.Query] = [facts, *own] if facts else [*own]
    return reduce(lambda one, other: exp.union(one, other, distinct=False, copy=False), parts)


def cell(sql_type: str, value: Any) -> exp.Expr:
    """A value as SQL; times as wall time in Asia/Shanghai, as the facts have them."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(ZoneInfo(TIME_ZONE)).replace(tzinfo=None)
    if isinstance(value, date | datetime):
        value = value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, Decimal | float):
        value = str(value)
    return cast(exp.convert(value), sql_type)


def refs(act: Act) -> list[str]:
    """How evidence names the act's rows: `table:key`, as the query writes it."""
    return [ref(TABLES[table], row) for table, rows in act.items() for row in rows]


def ref(table: Table, row: Mapping[str, Any]) -> str:
    names = [table.key] if table.key else [c.name for c in table.columns if not c.optional]
    return f"{table.name}:" + "/".join(text(row[name]) for name in names)


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
