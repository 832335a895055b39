"""Pattern rules of the hand-written side: its own cells, and the same tests as the program's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from qinqing.rules.header import read_header
from qinqing.rules.patterns.decide import decide as decide_units
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.reading import Counted
from qinqing.rules.patterns.showing import show

CATALOGUE = Path(__file__).parents[2] / "src" / "qinqing" / "rules" / "catalogue"
# Without the rule's name: what is left are cells as the tests read them.
CELLS = ("pool", "unit", "comparison", "side", "stratum", "value", "cases", "days", "amount")
OUTPUTS = [*CELLS, "on", "example", "missing"]
# Of every rule, how many units only count among the tested: counted beforehand, or said of their cells.
UNTOLD = """SELECT rule, CAST(sum(units) AS BIGINT)
            FROM (FROM untold UNION ALL
                  SELECT rule, count(DISTINCT unit) FILTER (WHERE side = 'untold') FROM cell GROUP BY rule) AS u(rule, units)
            GROUP BY rule ORDER BY rule"""
ANSWER = pa.schema(
    {
        **dict.fromkeys(("rule", "verdict"), pa.string()),
        "on": pa.date32(),
        **dict.fromkeys(("observed", "limit_"), pa.string()),
        "evidence": pa.list_(pa.string()),
        "missing": pa.string(),
    }
)


def decide(connection: duckdb.DuckDBPyConnection) -> None:
    """From the table `cell` into `finding` and `judged`."""
    for name, untold in connection.sql(UNTOLD).fetchall():
        answers = decided(connection, name, untold)
        found = [row(name, one) for one in answers if one["verdict"] != "kept"]
        connection.register("decided", pa.Table.from_pylist(found, ANSWER))
        connection.execute("INSERT INTO finding BY NAME FROM decided")
        connection.execute("INSERT INTO judged VALUES (?, ?)", [name, len(answers) + untold])


def decided(connection: duckdb.DuckDBPyConnection, name: str, untold: int) -> list[dict[str, Any]]:
    """One answer for each unit listed; those not listed only count among the tested."""
    cells = f"SELECT * EXCLUDE rule FROM cell WHERE rule = '{name}' AND side <> 'untold'"
    counted, test = Counted(connection, cells, OUTPUTS), test_of(name)
    answers, told = decide_units(counted.figures(), test, untold)
    show(told, counted, test, ())
    return answers


def test_of(name: str) -> Declared:
    (path,) = CATALOGUE.rglob(f"{name}.sql")
    test = read_header(path, path.read_text(encoding="utf-8")).test
    assert test
    return test


def row(name: str, answer: dict[str, Any]) -> dict[str, Any]:
    figures = {key: None if answer.get(key) is None else str(answer[key]) for key in ("observed", "limit_")}
    return {"rule": name, **{key: answer[key] for key in ("verdict", "on", "evidence", "missing")}, **figures}
