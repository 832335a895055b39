"""An act about to be done, as the facts it would become: checked, and named as evidence names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from qinqing.facts.schema import TABLES, Table
from qinqing.refusals import Problem, Refused, Say
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


def references(rule: Rule, act: Act) -> Iterator[tuple[str, str, str]]:
    """(where it stands, table, key) for what the act's rows refer to in the tables the rule reads, unless given with it."""
    for name, rows in act.items():
        for column in TABLES[name].columns:
            target = column.references
            if not target or target not in rule.compiled.reads:
                continue
            given = {row[TABLES[target].identity[0]] for row in act.get(target, ())}
            named = {row[column.name] for row in rows if row.get(column.name) is not None}
            yield from ((f"{name}:{column.name}", target, key) for key in sorted(named - given))


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


def refs(act: Act) -> list[str]:
    """How evidence names the act's rows: `table:key`, as the query writes it."""
    return [ref(TABLES[table], row) for table, rows in act.items() for row in rows]


def ref(table: Table, row: Mapping[str, Any]) -> str:
    names = table.identity
    return f"{table.name}:" + "/".join(text(row[name]) for name in names)


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
