"""One rule: its header and its query, found to agree with each other and with the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlglot import exp

from qinqing.facts.schema import TABLES
from qinqing.refusals import Say
from qinqing.rules.bearing import bearings, by_distance
from qinqing.rules.citing import cited
from qinqing.rules.compile import Compiled, compile_query
from qinqing.rules.errors import RuleError
from qinqing.rules.header import BY_ROW, PATTERN, Header, header_lines, read_header
from qinqing.rules.patterns.declared import FIGURES
from qinqing.rules.sheet import SHEET

TEXT, DAY, MONEY, LIST = ("TEXT", "VARCHAR"), ("DATE",), ("DECIMAL",), ("ARRAY", "LIST")
WHOLE = ("INT", "BIGINT", "INT128")
ANYTHING = (*TEXT, *DAY, *MONEY, *WHOLE)
# column → the types it may have
REQUIRED = {"verdict": TEXT, "unit": TEXT, "on": DAY, "evidence": LIST, "missing": TEXT, "says": TEXT}
OPTIONAL = {
    "department_id": TEXT,
    "official_id": TEXT,
    "enterprise_id": TEXT,
    "observed": ANYTHING,
    "limit_": ANYTHING,
    "amount_cny": MONEY,
    "path": LIST,
    "level": TEXT,
}
# What a pattern rule yields instead: cells, see `patterns`. Other texts are words for its sentences.
NUMBER = (*WHOLE, *MONEY)
CELL = {
    **{"pool": TEXT, "unit": TEXT, "side": TEXT, "stratum": TEXT, "value": NUMBER, "cases": NUMBER},
    **{"on": DAY, "example": TEXT},
}
CELL_OPTIONAL = {"comparison": TEXT, "days": NUMBER, "amount": NUMBER, "missing": TEXT}
# In the slot `summed`: the query as a whole; and whose cells hang on its own rows alone.
CELLS, DEPARTMENT = "cells", "department_id"
# Types of those that answers have even where a rule has none.
ABSENT_AS = {"amount_cny": "DECIMAL(38, 2)", "path": "VARCHAR[]"}
# What a sentence may name besides the query's own columns: looked up by id, or counted by the engine.
BY_ID = {"department": "department_id", "enterprise": "enterprise_id", "post": "official_id"}
COUNTED = ("units",)
PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Rule:
    """A rule ready to judge. `sql` is the query as its author wrote it, `path` the file it stands in."""

    path: Path
    sql: str
    header: Header
    compiled: Compiled

    @property
    def id(self) -> str:
        return self.header.rule

    @property
    def title(self) -> Say:
        return self.header.title

    @property
    def norms(self) -> tuple[str, ...]:
        return self.header.norms

    @property
    def kind(self) -> str:
        return self.header.kind

    @property
    def level(self) -> str:
        return self.header.level

    @property
    def custody(self) -> str:
        return self.header.custody

    @property
    def one_per(self) -> dict[str, list[str]]:
        """Table → the columns that tell one case from another."""
        return by_table(self.header.one_per)

    @property
    def anchors(self) -> dict[str, list[str]]:
        """As `one_per`; of a pattern rule that stores parts of its query, what their cases are told apart by."""
        stored = dict.fromkeys(name for columns in self.header.stored.values() for name in columns)
        return by_table((*stored,)) if stored else self.one_per

    @property
    def judged(self) -> Say:
        return self.header.judged

    @property
    def values(self) -> tuple[str, ...]:
        return self.header.values

    @property
    def explains(self) -> Say:
        return self.header.explains

    @property
    def blind(self) -> Say:
        return self.header.blind

    @property
    def source(self) -> tuple[str, ...]:
        return self.header.source

    @property
    def cited(self) -> tuple[Say, ...]:
        return tuple(cited(place) for place in self.source)

    @property
    def deviates(self) -> Say | None:
        return self.header.deviates

    @property
    def is_pattern(self) -> bool:
        return self.kind == PATTERN

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Of a pattern rule, the columns of its cells that findings carry: ids, and words for sentences."""
        return tuple(name for name in self.compiled.outputs if name not in (*CELL, *CELL_OPTIONAL))

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """The columns of the rule's answers."""
        decided = (*REQUIRED, "observed", "limit_", *FIGURES, SHEET)
        return (*decided, *self.words) if self.is_pattern else tuple(self.compiled.outputs)

    @property
    def cases(self) -> Path:
        return self.path.with_suffix(".cases.yaml")

    @cached_property
    def needs(self) -> dict[str, frozenset[str]]:
        """Table → the optional columns without which the rule is skipped."""
        reads = self.compiled.reads.items()
        return {table: frozenset(self._needed(table, columns)) for table, columns in reads}

    def _needed(self, table: str, columns: frozenset[str]) -> Iterator[str]:
        for column in sorted(columns):
            dispensable = f"{table}.{column}" in self.header.without
            if TABLES[table].by_name[column].optional and not dispensable:
                yield column


def by_table(names: tuple[str, ...]) -> dict[str, list[str]]:
    """`table.column`, … → table → its columns."""
    columns: dict[str, list[str]] = {}
    for name in names:
        table, _, column = name.partition(".")
        columns.setdefault(table, []).append(column)
    return columns


def read_rule(path: Path) -> Rule:
    """The rule in `path`; RuleError with file and line if header, query and contract do not agree."""
    text = path.read_text(encoding="utf-8")
    header = read_header(path, text)
    compiled = compile_query(path, text, header.test)
    sql = "\n".join(text.splitlines()[len(header_lines(text)) :]).strip() + "\n"
    rule = Rule(path, sql, header, compiled)
    for slot, what in disagreements(rule):
        raise RuleError(path, line_of_slot(text, slot), what)
    return rule


def line_of_slot(text: str, slot: str) -> int:
    lines = header_lines(text)
    begins = f"-- {slot}:"
    return next((n for n, line in enumerate(lines, 1) if line.startswith(begins)), len(lines) + 1)


def disagreements(rule: Rule) -> Iterator[tuple[str, str]]:
    """(slot, what is wrong); slot `query` is the SQL itself."""
    yield from same("values", rule.header.values, rule.compiled.values)
    yield from same("tables", rule.header.tables, rule.compiled.reads)
    yield from wrong_dispensations(rule)
    for name in rule.header.one_per:
        if not reads(rule, name):
            yield "one_per", f"slot one_per names {name}, which the query does not read"
    yield from wrong_bearings(rule)
    yield from wrong_parts(rule)
    yield from wrong_sums(rule)
    yield from wrong_cells(rule) if rule.is_pattern else wrong_outputs(rule)
    yield from wrong_places(rule)
    organ = [table for table in rule.compiled.reads if TABLES[table].organ]
    if bool(organ) != (rule.custody == "organ"):
        yield "custody", f"is {rule.custody}, the tables read say otherwise: {', '.join(organ) or 'no ⚑'}"


def same(
    slot: str, said: tuple[str, ...], found: frozenset[str] | dict[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    for name in sorted({*found} - {*said}):
        yield slot, f"slot {slot} does not list {name}, which the query reads"
    for name in sorted({*said} - {*found}):
        yield slot, f"slot {slot} lists {name}, which the query never reads"


def reads(rule: Rule, name: str) -> bool:
    table, _, column = name.partition(".")
    return column in rule.compiled.reads.get(table, ())


def wrong_dispensations(rule: Rule) -> Iterator[tuple[str, str]]:
    for name in rule.header.without:
        table, _, column = name.partition(".")
        if not reads(rule, name) or not TABLES[table].by_name[column].optional:
            yield "without", f"slot without lists {name}, which is no optional column the query reads"


def wrong_bearings(rule: Rule) -> Iterator[tuple[str, str]]:
    far = by_distance(rule.anchors, bearings(rule.header))
    for bearing in bearings(rule.header):
        if bearing.table not in rule.compiled.reads or bearing.table in rule.anchors:
            yield (
                "touched_by",
                f"slot touched_by names {bearing.table}, which is no other table the query reads",
            )
            continue
        if bearing.anchor not in far:
            yield "touched_by", f"{bearing.anchor} neither tells cases apart nor bears on what does"
            continue
        for ours, theirs in bearing.pairs:
            for table, column in ((bearing.anchor, ours), (bearing.table, theirs)):
                if column not in TABLES[table].by_name:
                    yield "touched_by", f"{table} has no column {column}"


def wrong_parts(rule: Rule) -> Iterator[tuple[str, str]]:
    """A stored part stands in WITH, holds the columns its cases are told apart by, and they are one table's."""
    parts = {cte.alias: cte.this.named_selects for cte in rule.compiled.query.ctes}
    for name, columns in rule.header.stored.items():
        tables = by_table(columns)
        if not rule.is_pattern or name not in parts:
            yield "stored", f"{name} is no part of a pattern rule's query"
        elif len(tables) != 1 or any(
            column not in parts[name] for held in tables.values() for column in held
        ):
            yield "stored", f"{name} does not hold {', '.join(columns)}"
        elif not all(reads(rule, column) for column in columns):
            yield "stored", f"the query never reads {', '.join(columns)}"


def wrong_sums(rule: Rule) -> Iterator[tuple[str, str]]:
    """What is summed up is a part of a query that stores some; cells are the sums `running.py` holds."""
    parts = {cte.alias for cte in rule.compiled.query.ctes} - {*rule.header.stored}
    for name in sorted({*rule.header.summed} - {CELLS}):
        if name not in parts:
            yield "summed", f"{name} is no further part of the query"
    if rule.header.summed and not rule.header.stored:
        yield "summed", "nothing is stored that could be summed up"
    if CELLS in rule.header.summed:
        for name in sorted({"days", "amount"} & {*rule.compiled.outputs}):
            yield "summed", f"cells that hold {name} are more than counts"
        if DEPARTMENT not in rule.compiled.outputs:
            yield "summed", f"cells do not tell {DEPARTMENT}"


def wrong_outputs(rule: Rule) -> Iterator[tuple[str, str]]:
    outputs = rule.compiled.outputs
    by_row, is_link = rule.level == BY_ROW, rule.kind == "link"
    for name in sorted({*REQUIRED} - {*outputs}):
        yield "query", f"the query yields no column {name}"
    for name, type in outputs.items():
        expected = (REQUIRED | OPTIONAL).get(name, ANYTHING)
        if not fits(type, expected):
            yield "query", f"column {name} is {type}, not {' or '.join(expected)}"
    if ("level" in outputs) != by_row:
        yield "level", "a query yields a column level if, and only if, the header says `by row`"
    if ("path" in outputs) != is_link:
        yield "kind", "a query yields a column path if, and only if, its kind is link"


def wrong_cells(rule: Rule) -> Iterator[tuple[str, str]]:
    outputs = rule.compiled.outputs
    for name in sorted({*CELL} - {*outputs}):
        yield "query", f"the query yields no column {name}: a pattern rule yields cells"
    for name, type in outputs.items():
        expected = (CELL | CELL_OPTIONAL).get(name, TEXT)
        if not fits(type, expected):
            yield "query", f"column {name} is {type}, not {' or '.join(expected)}"
    declared = rule.header.test
    assert declared
    several = len(declared.compares) > 1
    if ("comparison" in outputs) != several:
        yield "query", "cells have a column comparison if, and only if, the slot test compares several things"
    told, said = declared.sentences(), {*rule.header.says}
    # A missing value has a sentence of its own: a rule that misses nothing else says no `uncounted`.
    if said not in (told, told | ({"uncounted"} if "missing" in outputs else set())):
        yield "says", f"slot says holds {', '.join(rule.header.says)}; it must hold {', '.join(sorted(told))}"


def fits(type: exp.DataType | None, expected: tuple[str, ...]) -> bool:
    return type is None or type.this.name in (*expected, "NULL", "UNKNOWN")


def wrong_places(rule: Rule) -> Iterator[tuple[str, str]]:
    outputs = rule.answers
    named = {place for say in rule.header.says.values() for text in say for place in PLACE.findall(text)}
    for place in sorted(named):
        if BY_ID.get(place, place) not in (*outputs, *COUNTED, "limit" if "limit_" in outputs else ""):
            yield "says", f"a sentence names {{{place}}}, which the query does not yield"
    for name in sorted({*outputs} - {*REQUIRED, *OPTIONAL, *FIGURES, SHEET} - named):
        yield "query", f"column {name} serves no sentence"
