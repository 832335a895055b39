"""A pattern rule over a folder: its cells counted by the engine, its answers as a table beside the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from qinqing.rules.patterns.declared import FIGURES, Declared
from qinqing.rules.sheet import SHEET

NAME, CELLS = "decided", "cells"
TEXTS = ("verdict", "unit", "missing", "says")
ARROW = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DECIMAL(38, 2)": pa.decimal128(38, 2),
}
LINE = pa.struct(
    {
        "own": pa.bool_(),
        "ref": pa.string(),
        "comparison": pa.string(),
        "stratum": pa.string(),
        "value": ARROW["DECIMAL(38, 2)"],
        "cases": pa.int64(),
        "days": pa.int64(),
        "amount_cny": ARROW["DECIMAL(38, 2)"],
    }
)


@dataclass(frozen=True)
class Decided:
    """What was decided on the cells in the table `name`; of those found nothing is shown yet.

    `rows`: one per unit, but for those untold · `told`: those among them that were not kept ·
    `untold`: month → units with too few hits.
    """

    connection: duckdb.DuckDBPyConnection
    name: str
    outputs: list[str]
    declared: Declared
    words: tuple[str, ...]
    rows: list[dict[str, Any]]
    told: dict[tuple[str | None, str], dict[str, Any]]
    untold: dict[str, int]

    @property
    def months(self) -> Iterator[tuple[str, str, int]]:
        """Month, verdict, units."""
        yield from ((month, "kept", units) for month, units in self.untold.items())
        yield from ((f"{row['on']:%Y-%m}", row["verdict"], 1) for row in self.rows)

    def shown(self) -> str:
        """The SELECT of one row per unit judged, words, evidence and sheets with those that were not kept."""
        from qinqing.rules.patterns.reading import Counted
        from qinqing.rules.patterns.showing import show

        show(self.told, Counted(self.connection, told_in(self.name), self.outputs), self.declared, self.words)
        self.connection.register(NAME, pa.Table.from_pylist(self.rows, schema_of(self.words)))
        return f"SELECT * FROM {NAME} UNION ALL BY NAME FROM ({untold_in(self.name)})"


def decide_cells(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    outputs: list[str],
    declared: Declared,
    words: tuple[str, ...],
    name: str = CELLS,
) -> Decided:
    """`query` yields cells; they lie in the table `name` from then on. `words` are the columns findings carry."""
    # Imported here: SciPy takes a second to load, and most uses of the rules ask no pattern.
    from qinqing.rules.patterns.decide import decide
    from qinqing.rules.patterns.reading import Counted

    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
    months = f"""SELECT strftime("on", '%Y-%m'), count(*) FROM ({untold_in(name)}) AS few GROUP BY ALL"""
    untold = dict(connection.execute(months).fetchall())
    counted = Counted(connection, told_in(name), outputs)
    rows, told = decide(counted.figures(), declared, sum(untold.values()))
    return Decided(connection, name, outputs, declared, words, rows, told, untold)


def told_in(name: str) -> str:
    return f"SELECT * FROM {name} WHERE side <> 'untold'"


def untold_in(name: str) -> str:
    """Units with too few hits ever to be found: there may be thousands to one that is tested."""
    return f"""SELECT 'kept' AS verdict, unit, max("on") AS "on" FROM {name} WHERE side = 'untold' GROUP BY unit"""


def schema_of(words: tuple[str, ...]) -> pa.Schema:
    kinds = {name: pa.string() for name in (*TEXTS, *words)}
    kinds |= {name: ARROW[type] for name, type in FIGURES.items()}
    kinds |= {"observed": ARROW["DECIMAL(38, 2)"], "limit_": ARROW["DECIMAL(38, 2)"]}
    return pa.schema({**kinds, "on": pa.date32(), "evidence": pa.list_(pa.string()), SHEET: pa.list_(LINE)})
