"""A pattern rule over a folder: its cells counted by the engine, its answers as a table beside the facts."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from qinqing.rules.patterns.declared import FIGURES, Declared
from qinqing.rules.sheet import SHEET

NAME, CELLS, KEPT = "decided", "cells", "untold"
# Units with too few hits ever to be found: there may be thousands to one that is tested.
UNTOLD = (
    f"""SELECT 'kept' AS verdict, unit, max("on") AS "on" FROM {CELLS} WHERE side = 'untold' GROUP BY unit"""
)
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


def answer_cells(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    outputs: list[str],
    declared: Declared,
    words: tuple[str, ...],
) -> str:
    """The SELECT of one row per unit judged. `query` yields cells; `words` are the columns findings carry."""
    # Imported here: SciPy takes a second to load, and most uses of the rules ask no pattern.
    from qinqing.rules.patterns.decide import decide
    from qinqing.rules.patterns.reading import Counted

    connection.execute(f"CREATE OR REPLACE TEMP TABLE {CELLS} AS {query}")
    told = f"SELECT * FROM {CELLS} WHERE side <> 'untold'"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {KEPT} AS {UNTOLD}")
    ((untold,),) = connection.sql(f"SELECT count(*) FROM {KEPT}").fetchall()
    rows = decide(Counted(connection, told, outputs), declared, words, untold)
    connection.register(NAME, pa.Table.from_pylist(rows, schema_of(words)))
    return f"SELECT * FROM {NAME} UNION ALL BY NAME FROM {KEPT}"


def schema_of(words: tuple[str, ...]) -> pa.Schema:
    kinds = {name: pa.string() for name in (*TEXTS, *words)}
    kinds |= {name: ARROW[type] for name, type in FIGURES.items()}
    kinds |= {"observed": ARROW["DECIMAL(38, 2)"], "limit_": ARROW["DECIMAL(38, 2)"]}
    return pa.schema({**kinds, "on": pa.date32(), "evidence": pa.list_(pa.string()), SHEET: pa.list_(LINE)})
