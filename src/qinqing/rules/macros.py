"""The words a rule may use beyond plain SQL. Each is written out into plain SQL before a query runs.

| word | means |
|---|---|
| `dated('id', day)` | the dated value on that day; NULL where none is in force or confirmed |
| `unset('id', day)` | names the value missing on that day (`value:id@year`), NULL where there is one |
| `changes_of('id')` | in FROM: a table with one column `day`, the days on which the value changes |
| `judged_on()` | the day the facts are judged on |
| `days_after(day, n)` | the n-th day after; NULL for an n no calendar reaches |
| `months_after(day, n)` | the corresponding day n months later, or that month's last day (民法典 Art. 202) |
| `ref('table', alias)` | the fact's reference as evidence names it: `table:key` |
| `minute_of(time)` | minutes since midnight on that day's clock; a value that is a time of day reads the same way |
| `nth(list, n)` | the n-th of a list, counted from 1 on every engine; NULL beyond its end |
| `fewest('name')` | in a pattern rule, the number of that name in its slot `test` |
| `is_told(verdict)` | whether what stands behind this verdict will be told: of a unit that was kept only when a single act is judged |
| `interest_cny(balance_cny, days, rate, rate_days)` | over the group, the sum of balance × days × rate, divided by the days one rate stands for (1: a daily rate), exact, rounded half up to the fen once |
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Protocol, TypeAlias

from sqlglot import exp

from qinqing.facts.schema import TABLES
from qinqing.law.values import load_catalogue
from qinqing.law.values.model import Plain

# Money has two places, rates are read to ten; the product of both is summed as a whole number.
MONEY_UNITS = 10**2
RATE_UNITS = 10**10
# No date of a folder lies further from another (1900-01-01 to 2199-12-31).
REACH_DAYS = 110_000

# Kind of value → its type in a query. What is no number or yes and no is for people to read.
SQL_TYPES = {
    "count": "BIGINT",
    "period": "BIGINT",
    "money": "DECIMAL(18, 2)",
    "rate": "DECIMAL(12, 10)",
    "bool": "BOOLEAN",
    "time": "BIGINT",  # minutes since midnight
}
HOUR_MINUTES = 60

Period: TypeAlias = tuple[date, date | None, Plain]


class Values(Protocol):
    """Dated values as rules read them: the periods in force and vouched for."""

    def periods(self, id: str) -> list[tuple[date, date | None, Plain]]: ...


class NoValues:
    """Nothing in force: what a rule is compiled against, before any bureau's values are known."""

    def periods(self, id: str) -> list[Period]:
        return []


@dataclass(frozen=True, slots=True)
class Binding:
    """What a query is written out with: the day judged and the values in force.

    `kept_too`: whether more than the verdict and the day is asked of units that were kept.
    """

    on: date
    values: Values
    kept_too: bool = True


class MacroError(ValueError):
    """A word of ours used wrongly; `node` is where."""

    node: exp.Expr | None = None


def write_out(query: exp.Query, binding: Binding) -> exp.Query:
    """A copy of `query` in plain SQL, its values and its day written out."""
    written = query.copy()
    # Innermost first: an argument may itself be one of our words.
    for node in reversed([*written.find_all(exp.Anonymous)]):
        try:
            write_word(node, binding)
        except MacroError as error:
            error.node = node
            raise
    return written


def write_word(node: exp.Anonymous, binding: Binding) -> None:
    name, arguments = str(node.this).lower(), node.expressions
    if name == CHANGES:
        write_changes(node, binding)
        return
    try:
        inspect.signature(MACROS[name]).bind(binding, *arguments)
    except TypeError as error:
        raise MacroError(f"{name}(): {error}") from error
    written = MACROS[name](binding, *arguments)
    if name == "ref" and is_least(node) and len(TABLES[arguments[0].name].identity) == 1:
        write_least(node, written)
    else:
        node.replace(written)


def is_least(node: exp.Expr) -> bool:
    """Whether the node is all that min() or max() is asked of, over a group."""
    around = node.parent
    return (
        isinstance(around, exp.Min | exp.Max)
        and not around.expressions
        and not isinstance(around.parent, exp.Window)
    )


def write_least(node: exp.Expr, written: exp.Expr) -> None:
    """Of references to one table the least is that of the least key: `table:` is written once a group, not once a row."""
    around = node.parent
    assert around
    cell = written.find(exp.Cast)
    assert cell
    cell.replace(type(around)(this=cell.copy()))
    around.replace(written)


def cast(given: exp.Expr, to: str) -> exp.Cast:
    """Always a cast: SQLGlot's own helper leaves one out where only the precision differs."""
    return exp.Cast(this=given, to=exp.DataType.build(to, dialect="duckdb"))


def value_id(given: exp.Expr) -> str:
    if not isinstance(given, exp.Literal) or not given.is_string:
        raise MacroError(f"{given.sql()} is no value id in quotes")
    if given.name not in load_catalogue():
        raise MacroError(f"there is no value {given.name}")
    return str(given.name)


def day_literal(day: date) -> exp.Expr:
    return cast(exp.Literal.string(day.isoformat()), "DATE")


def value_literal(value: Plain) -> exp.Expr:
    return exp.Literal.number(format(value, "f")) if isinstance(value, Decimal) else exp.convert(value)


def type_of(name: str) -> str:
    kind = load_catalogue()[name].kind
    if kind not in SQL_TYPES:
        raise MacroError(f"value {name} is a {kind}: no query can count with it")
    return SQL_TYPES[kind]


def counted(name: str, value: Plain) -> Plain:
    """A value as a query counts with it: a time of day in minutes."""
    if load_catalogue()[name].kind != "time":
        return value
    moment = time.fromisoformat(str(value))
    return moment.hour * HOUR_MINUTES + moment.minute


def dated(binding: Binding, id: exp.Expr, day: exp.Expr) -> exp.Expr:
    name = value_id(id)
    case: exp.Expr = exp.null()
    for since, until, value in reversed(binding.values.periods(name)):
        condition: exp.Expr = exp.GTE(this=day.copy(), expression=day_literal(since))
        if until:
            condition = exp.and_(condition, exp.LTE(this=day.copy(), expression=day_literal(until)))
        case = exp.Case().when(condition, value_literal(counted(name, value))).else_(case)
    return cast(case, type_of(name))


def unset(binding: Binding, id: exp.Expr, day: exp.Expr) -> exp.Expr:
    year = cast(exp.Year(this=day.copy()), "VARCHAR")
    named = exp.DPipe(this=exp.Literal.string(f"value:{value_id(id)}@"), expression=year, safe=True)
    missing = exp.Is(this=dated(binding, id, day), expression=exp.null())
    return exp.paren(exp.Case().when(missing, named))


def is_told(binding: Binding, verdict: exp.Expr) -> exp.Expr:
    found = exp.NEQ(this=verdict.copy(), expression=exp.Literal.string("kept"))
    return exp.paren(exp.true() if binding.kept_too else found)


def judged_on(binding: Binding) -> exp.Expr:
    return day_literal(binding.on)


def days_after(binding: Binding, day: exp.Expr, days: exp.Expr) -> exp.Expr:
    reachable = exp.Between(
        this=days.copy(),
        low=exp.Neg(this=exp.Literal.number(REACH_DAYS)),
        high=exp.Literal.number(REACH_DAYS),
    )
    later = exp.Add(this=exp.paren(day.copy()), expression=cast(days.copy(), "INT"))
    return exp.paren(exp.Case().when(reachable, later))


def months_after(binding: Binding, day: exp.Expr, months: exp.Expr) -> exp.Expr:
    later = exp.AddMonths(this=exp.paren(day.copy()), expression=exp.paren(cast(months.copy(), "INT")))
    return cast(later, "DATE")


def ref(binding: Binding, table: exp.Expr, alias: exp.Expr) -> exp.Expr:
    known = TABLES.get(str(table.name))
    if known is None or not isinstance(alias, exp.Column):
        raise MacroError(f"ref({table.sql()}, {alias.sql()}) names no fact table and its alias")
    columns = known.identity
    text: exp.Expr = exp.Literal.string(f"{known.name}:")
    for place, column in enumerate(columns):
        cell = cast(exp.column(column, table=alias.name), "VARCHAR")
        if place:
            text = exp.DPipe(this=text, expression=exp.Literal.string("/"), safe=True)
        text = exp.DPipe(this=text, expression=cell, safe=True)
    return exp.paren(text)


def nth(binding: Binding, items: exp.Expr, place: exp.Expr) -> exp.Expr:
    return exp.Bracket(this=items.copy(), expressions=[place.copy()], offset=1)


def minute_of(binding: Binding, moment: exp.Expr) -> exp.Expr:
    hours = exp.Mul(this=exp.Hour(this=moment.copy()), expression=exp.Literal.number(HOUR_MINUTES))
    return exp.paren(exp.Add(this=hours, expression=exp.Minute(this=moment.copy())))


def interest_cny(
    binding: Binding, balance: exp.Expr, days: exp.Expr, rate: exp.Expr, rate_days: exp.Expr
) -> exp.Expr:
    """Whole numbers throughout: a decimal division would be a binary fraction, wrong at a half fen."""
    balance_days = exp.Mul(
        this=whole_units(balance, "DECIMAL(38, 2)", MONEY_UNITS), expression=cast(days.copy(), "INT128")
    )
    earned = exp.Sum(
        this=exp.Mul(this=balance_days, expression=whole_units(rate, "DECIMAL(38, 10)", RATE_UNITS))
    )
    divisor = exp.Mul(
        this=cast(exp.Max(this=rate_days.copy()), "INT128"), expression=exp.Literal.number(RATE_UNITS)
    )
    twice = exp.Mul(this=earned, expression=exp.Literal.number(2))
    fen = exp.IntDiv(
        this=exp.paren(exp.Add(this=twice, expression=divisor)),
        expression=exp.paren(exp.Mul(this=divisor.copy(), expression=exp.Literal.number(2))),
    )
    yuan_of_fen = cast(exp.Literal.number("0.01"), "DECIMAL(3, 2)")
    yuan = exp.Mul(this=cast(fen, "DECIMAL(36, 0)"), expression=yuan_of_fen)
    return cast(yuan, "DECIMAL(38, 2)")


def whole_units(amount: exp.Expr, read_as: str, units: int) -> exp.Expr:
    scaled = exp.Mul(this=cast(amount.copy(), read_as), expression=exp.Literal.number(units))
    return cast(scaled, "INT128")


def write_changes(node: exp.Anonymous, binding: Binding) -> None:
    """`changes_of('id') AS c` in FROM becomes a table of days with one column `day`."""
    table = node.parent
    if not isinstance(table, exp.Table) or len(node.expressions) != 1:
        raise MacroError("changes_of('id') stands in FROM")
    days = sorted(days_of_change(binding.values.periods(value_id(node.expressions[0]))))
    rows: exp.Query = exp.select(cast(exp.null(), "DATE").as_("day")).where(exp.false())
    for day in days:
        rows = exp.union(rows, exp.select(day_literal(day).as_("day")), distinct=False, copy=False)
    table.replace(
        exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier(table.alias or "changes")))
    )


def days_of_change(periods: list[Period]) -> set[date]:
    begun = {since for since, _, _ in periods}
    ended = {until + timedelta(days=1) for _, until, _ in periods if until and until < date.max}
    return begun | ended


CHANGES = "changes_of"
FEWEST = "fewest"
MACROS: dict[str, Callable[..., exp.Expr]] = {
    "dated": dated,
    "unset": unset,
    "is_told": is_told,
    "judged_on": judged_on,
    "days_after": days_after,
    "months_after": months_after,
    "ref": ref,
    "minute_of": minute_of,
    "nth": nth,
    "interest_cny": interest_cny,
}
