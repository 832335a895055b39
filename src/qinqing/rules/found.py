"""What one rule found, read out of its answers by column: as findings for Python, as they lie for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pyarrow as pa

from qinqing.facts.cells import literal, quoted
from qinqing.rules.answers import Answers
from qinqing.rules.broken import named_if_broken
from qinqing.rules.names import Names, looked_up
from qinqing.rules.results import Finding
from qinqing.rules.sentences import cells_of, sentences
from qinqing.rules.sheet import SHEET, read_sheet

BATCH = 51_200
# Part of a finding → SQL of the answers `a`.
PARTS = {
    "verdict": "a.verdict",
    "department_id": "a.department_id",
    "official_id": "a.official_id",
    "enterprise_id": "a.enterprise_id",
    "on": 'a."on"',
    "observed": "a.observed",
    "limit": "a.limit_",
    "amount_cny": "CAST(a.amount_cny AS DECIMAL(38, 2))",
    # A fact that refers to one not yet there on the day names nothing in its place.
    "evidence": "list_filter(a.evidence, lambda ref: ref <> '')",
    "path": "coalesce(a.path, CAST([] AS VARCHAR[]))",
    "unit": "a.unit",
}
LISTS = ("evidence", "path")
# Those that sentences may say, and what marks parts as such among what a rule's answers hold.
SAID = ("department_id", "official_id", "enterprise_id", "on", "observed", "limit", "amount_cny", "unit")
PART = "finding "


class Found:
    """Flagged units, and missing things once each, in order of unit; of a rule that was skipped none.

    It is read out of the answers whenever asked: before the next rule is judged in their place.
    """

    def __init__(self, answers: Answers | None, articles: tuple[str, ...], names: Names):
        self.answers = answers
        self.articles = articles
        self.names = names

    def __iter__(self) -> Iterator[Finding]:
        for table in self.tables():
            yield from findings(table, self.articles)

    def tables(self) -> Iterator[pa.Table]:
        """Some thousands at a time, a column for every part of a finding."""
        if self.answers is None:
            return
        rule = self.answers.rule
        with named_if_broken(rule):
            for batch in self.answers.connection.sql(self._sql(self.answers)).to_arrow_reader(BATCH):
                read = pa.Table.from_batches([batch])
                said = dict(zip(("says", "says_en"), sentences(rule, read), strict=True))
                parts = [name for name in read.column_names if name.startswith(PART)]
                yield pa.table({name.removeprefix(PART): read[name] for name in parts} | said)

    def _sql(self, answers: Answers) -> str:
        rule = answers.rule
        named, joins = looked_up(rule, self.names.of(rule))
        articles = ", ".join(map(literal, self.articles))
        parts = {
            **{"rule": literal(rule.id), "articles": f"CAST([{articles}] AS VARCHAR[])"},
            **{"kind": literal(rule.kind), "level": f"coalesce(nullif(a.level, ''), {literal(rule.level)})"},
            **PARTS,
            **({SHEET: f"a.{SHEET}"} if SHEET in answers.extra else {}),
        }
        columns = {f"{PART}{name}": sql for name, sql in parts.items()}
        # A rule may call a column as findings call another: what its sentences say stands beside.
        columns |= {name: f"a.{name}" for name in ("units", *answers.extra)}
        columns |= {name: f"CAST(a.{name} AS VARCHAR)" for name in ("missing", "says")}
        columns |= {name: PARTS[name] for name in SAID}
        chosen = ", ".join(f"{sql} AS {quoted(name)}" for name, sql in columns.items())
        return f"SELECT {chosen}{named} FROM ({answers.found()}) AS a{joins} ORDER BY a.unit"


def findings(table: pa.Table, articles: tuple[str, ...]) -> Iterator[Finding]:
    cells: dict[str, Iterable[Any]] = {name: cells_of(table[name]) for name in table.column_names}
    cells |= {name: map(tuple, cells[name]) for name in LISTS} | {"articles": repeat(articles)}
    if SHEET in cells:
        cells[SHEET] = map(read_sheet, cells[SHEET])
    for row in zip(*cells.values(), strict=False):
        yield Finding(**dict(zip(cells, row, strict=True)))
