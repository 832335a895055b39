"""What a standing sweep stores and sums up of pattern rules."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp

from qinqing.facts.schema import TABLES
from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.compile import DIALECT
from qinqing.rules.macros import Binding
from qinqing.rules.stored import stored_of, unlike
from qinqing.rules.summed import Summed, added_up

SUMMED = [rule.id for rule in load_rules().values() if rule.header.summed]


@pytest.mark.parametrize("rule", SUMMED)
def test_what_is_summed_up_reads_stored_parts_alone(rule: str) -> None:
    asked = Summed(load_rules()[rule], Binding(date(2026, 1, 1), Values.load()))
    queries = [
        *asked.of_parts.values(),
        *asked.of_given.values(),
        *([asked.of_cells] if asked.are_cells else []),
    ]
    for query in queries:
        read = {node.name for node in sqlglot.parse_one(query, dialect=DIALECT).find_all(exp.Table)}
        assert not read & {*TABLES}


@pytest.mark.parametrize("rule", SUMMED)
def test_stored_parts_of_cells_tell_their_department(rule: str) -> None:
    found = load_rules()[rule]
    parts = {cte.alias: cte.this.named_selects for cte in found.compiled.query.ctes}
    assert all("department_id" in parts[part.name] for part in stored_of(found))


def test_counts_are_added_and_taken_away_by_what_tells_them_apart() -> None:
    def counts(*rows: tuple[str | None, int]) -> pa.Table:
        city, cases = zip(*rows, strict=True) if rows else ((), ())
        return pa.table({"city": pa.array(city, pa.string()), "cases": pa.array(cases, pa.int64())})

    added = added_up(counts(("a", 2), (None, 1)), counts(("a", 2)), counts((None, 3), ("b", 1)), ["cases"])
    assert {*zip(*added.to_pydict().values(), strict=True)} == {(None, 4), ("b", 1)}


@pytest.mark.parametrize("seed", range(40))
def test_rows_taken_for_the_same_are_the_same(seed: int) -> None:
    chance = random.Random(seed)
    shape = pa.schema([("name", pa.string()), ("number", pa.int64())])

    def drawn() -> pa.Table:
        rows = [
            {"name": chance.choice(["甲", None, ""]), "number": chance.choice([1, None])}
            for _ in range(chance.randrange(6))
        ]
        return pa.Table.from_pylist(rows, shape)

    one, other = drawn(), drawn()
    gone, come = unlike(one, other)
    before, after, out, into = (Counter(map(str, rows.to_pylist())) for rows in (one, other, gone, come))
    assert before - out == after - into
    assert out >= before - after
    assert into >= after - before
