"""A rule's SQL: parsed, checked against the contract's tables, and written out for one day and its values."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError, ParseError, SqlglotError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope
from sqlglot.schema import MappingSchema

from qinqing.facts.schema import TABLES
from qinqing.rules.allowed import faults, line_of
from qinqing.rules.errors import RuleError
from qinqing.rules.header import header_lines
from qinqing.rules.macros import CHANGES, FEWEST, Binding, MacroError, NoValues, write_out
from qinqing.rules.patterns.declared import Declared

DIALECT = "duckdb"
VERDICT, ON = "verdict", "on"
CALENDAR = {"day": "DATE", "is_workday": "BOOLEAN", "workday_no": "BIGINT"}
# Tables no folder holds: whoever judges supplies them, or the rules that read them are skipped.
SUPPLIED = {"confirmed_findings": {"official_id": "VARCHAR", "confirmed_on": "DATE", "rule": "VARCHAR"}}
SCHEMA: dict[str, object] = {
    "calendar": CALENDAR,
    **SUPPLIED,
    **{table.name: {c.name: c.sql for c in table.columns} for table in TABLES.values()},
}
# Made once: normalising every column of the contract costs more than tracing a query through it.
TYPED = MappingSchema(SCHEMA, dialect=DIALECT)
LINE = re.compile(r"[Ll]ine:? (\d+)")
ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Compiled:
    """A checked query. `reads`: table → columns; `outputs`: column → its type; `values`: ids it asks for.
    `supplied`: tables it reads that no folder holds.

    `query` still holds our own words (see `macros`), so that it can be written out for any day, any
    values and any engine.
    """

    query: exp.Query
    reads: dict[str, frozenset[str]]
    outputs: dict[str, exp.DataType | None]
    values: frozenset[str]
    supplied: frozenset[str] = frozenset()

    def sql(self, binding: Binding) -> str:
        """The query for DuckDB, with the day judged on and the values in force written out."""
        return write_out(self.query, binding).sql(dialect=DIALECT)

    def found(self, binding: Binding) -> exp.Query:
        """The query written out, but of units that were kept only `verdict` and `on`: nobody asks for the rest."""
        return only_found(write_out(self.query, replace(binding, kept_too=False)))


def compile_query(path: Path, text: str, declared: Declared | None = None) -> Compiled:
    """The one SELECT in the rule file `path` with content `text`; RuleError names file and line.

    `declared` is the slot `test` of a pattern rule: its numbers stand for `fewest()`.
    """
    query = parse(path, text)
    found = sorted(faults(query), key=lambda fault: fault[0])
    if found:
        raise RuleError(path, *found[0])
    write_fewest(path, query, declared)
    traced = against_schema(path, query)
    reads = reads_of(traced)
    supplied = frozenset(reads.keys() & SUPPLIED)
    facts = {table: columns for table, columns in reads.items() if table not in supplied}
    return Compiled(query, facts, outputs_of(traced), values_of(query), supplied)


def parse(path: Path, text: str) -> exp.Query:
    header = len(header_lines(text))
    # The header's lines stay as empty ones: what the parser says of a line is true of the file.
    sql = "\n" * header + "\n".join(text.splitlines()[header:])
    try:
        statements = sqlglot.parse(sql, dialect=DIALECT)
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        raise RuleError(path, int(first.get("line") or 1), str(first.get("description", error))) from error
    except SqlglotError as error:
        raise RuleError(path, header + 1, str(error)) from error
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise RuleError(path, header + 1, "a rule is exactly one SELECT")
    return statements[0]


def write_fewest(path: Path, query: exp.Query, declared: Declared | None) -> None:
    for node in [*query.find_all(exp.Anonymous)]:
        if str(node.this).lower() == FEWEST:
            name = node.expressions[0].name if node.expressions else ""
            if declared is None or name not in declared.fewest:
                raise RuleError(path, line_of(node), f"the slot test has no fewest {name}")
            node.replace(exp.Literal.number(declared.fewest[name]))


def against_schema(path: Path, query: exp.Query) -> exp.Query:
    """The query with every column traced to its table and typed; what the contract lacks is an error."""
    try:
        plain = write_out(query, Binding(ANY_DAY, NoValues()))
        refuse_unknown_tables(path, plain)
        return typed(plain)
    except MacroError as error:
        raise RuleError(path, line_of(error.node) if error.node else 1, str(error)) from error
    except (OptimizeError, SqlglotError) as error:
        said = LINE.search(str(error))
        raise RuleError(path, int(said[1]) if said else 1, str(error)) from error


def typed(plain: exp.Query) -> exp.Query:
    """Plain SQL with every column traced to its table of the contract, and a type to everything."""
    qualified = qualify(
        plain, schema=TYPED, dialect=DIALECT, quote_identifiers=False, validate_qualify_columns=True
    )
    return annotate_types(qualified, schema=TYPED, dialect=DIALECT)


def refuse_unknown_tables(path: Path, query: exp.Query) -> None:
    named = {cte.alias for cte in query.find_all(exp.CTE)}
    for table in query.find_all(exp.Table):
        if table.name not in SCHEMA and table.name not in named:
            raise RuleError(path, table.this.meta.get("line", 1), f"there is no fact table {table.name}")


def reads_of(traced: exp.Query) -> dict[str, frozenset[str]]:
    reads: dict[str, set[str]] = defaultdict(set)
    for scope in traverse_scope(traced):
        tables = {name: source for name, source in scope.sources.items() if isinstance(source, exp.Table)}
        for table in tables.values():
            reads[table.name] |= set()  # a table may be read for its rows alone
        for column in scope.columns:
            if column.table in tables:
                reads[tables[column.table].name].add(column.name)
    return {table: frozenset(columns) for table, columns in sorted(reads.items()) if table != "calendar"}


def outputs_of(traced: exp.Query) -> dict[str, exp.DataType | None]:
    return {column.alias_or_name: column.type for column in traced.selects}


def only_found(query: exp.Query) -> exp.Query:
    """Every column of the last SELECTs but `verdict` and `on` reckoned for units that were not kept alone."""
    if isinstance(query, exp.SetOperation):
        only_found(query.left)
        only_found(query.right)
    elif isinstance(query, exp.Select):
        verdict = next(column for column in query.selects if column.alias_or_name == VERDICT).unalias()
        query.set("expressions", [where_found(column, verdict) for column in query.selects])
    return query


def where_found(column: exp.Expr, verdict: exp.Expr) -> exp.Expr:
    if column.alias_or_name in (VERDICT, ON) or isinstance(column.unalias(), exp.Null):
        return column
    found = exp.NEQ(this=exp.paren(verdict.copy()), expression=exp.Literal.string("kept"))
    return exp.alias_(exp.Case().when(found, column.unalias()), column.alias_or_name, quoted=True)


def values_of(query: exp.Query) -> frozenset[str]:
    asking = (node for node in query.find_all(exp.Anonymous) if str(node.this).lower() in ASKING_VALUES)
    return frozenset(node.expressions[0].name for node in asking)


ASKING_VALUES = ("dated", "unset", CHANGES)
