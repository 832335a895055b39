"""One act asked of the guard on a bureau's data, the process warm. Pass line: p99 at 40 ms for each rule.

Acts are made of facts of the world under new numbers, one after another, so that none is asked twice.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.results import Line, keep
from bench.support.worlds import scaled, world
from qinqing.facts.folder import open_folder
from qinqing.facts.found import OWN_VALUES
from qinqing.facts.schema import TABLES
from qinqing.law.values import Values
from qinqing.rules.guard import Guard

ENTERPRISES, QUESTIONS, WARM = scaled(10_000), 500, 20
PASS_MS = 40
# Rule → the tables whose rows the act consists of.
ACTS = {
    "inspection-over-cap": ("inspections",),
    "inspection-unmerged": ("inspections",),
    "penalty-outside-band": ("penalties",),
    "hearing-not-offered": ("penalties",),
    "related-award": ("tenders",),
    "shadow-company": ("intermediary_services",),
    "term-over-limit": ("payables", "contracts"),
    "payment-overdue": ("payables", "contracts"),
}


def main() -> int:
    folder = open_folder(world(ENTERPRISES), custody="organ")
    values = Values.load(folder.path / OWN_VALUES)
    with Guard(folder, folder.latest_event, values) as guard:
        times = {rule: asked(guard, rule, tables) for rule, tables in ACTS.items()}
    figures = {rule: summed(milliseconds) for rule, milliseconds in times.items()}
    lines = [
        Line(
            f"guard, {rule}",
            f"p99 {figure['p99_ms']} ms, median {figure['median_ms']} ms",
            f"≤ {PASS_MS} ms",
            figure["p99_ms"] <= PASS_MS,
        )
        for rule, figure in figures.items()
    ]
    given = {"enterprises": ENTERPRISES, "questions": QUESTIONS, "pass_ms": PASS_MS}
    return keep("guard", {**given, "rules": figures}, *lines)


def asked(guard: Guard, rule: str, tables: tuple[str, ...]) -> list[float]:
    """Milliseconds of each question after the first few."""
    times = []
    for act in acts(guard, tables, WARM + QUESTIONS):
        started = time.perf_counter()
        guard.ask(rule, act)
        times.append((time.perf_counter() - started) * 1000)
    return times[WARM:]


def acts(guard: Guard, tables: tuple[str, ...], count: int) -> list[dict[str, list[dict[str, Any]]]]:
    """`count` acts: a row of the first table under a new key, beside the rows of the others it refers to."""
    first, *others = tables
    rows = rows_of(guard, first)
    beside = {name: {row[TABLES[name].key]: row for row in rows_of(guard, name)} for name in others}
    chosen = random.Random(0).choices(rows, k=count)
    return [
        {
            first: [{**row, TABLES[first].key: f"guard-{number}"}],
            **{name: [known[row[TABLES[name].key]]] for name, known in beside.items()},
        }
        for number, row in enumerate(chosen)
    ]


def rows_of(guard: Guard, table: str) -> list[dict[str, Any]]:
    """Facts as an act gives them: a time is an instant."""
    rows = guard.held.connection.sql(f'SELECT * FROM "{table}"').to_arrow_table().to_pylist()
    return [{name: instant(value) for name, value in row.items()} for row in rows]


def instant(value: Any) -> Any:
    return value.astimezone() if isinstance(value, datetime) and value.tzinfo is None else value


def summed(milliseconds: list[float]) -> dict[str, float]:
    hundredths = quantiles(milliseconds, n=100, method="inclusive")
    named = {"median_ms": hundredths[49], "p99_ms": hundredths[98], "most_ms": max(milliseconds)}
    return {name: round(value, 1) for name, value in named.items()}


if __name__ == "__main__":
    raise SystemExit(main())
