"""Cells drawn at random, of every shape a query may yield: for tests that two ways to decide them agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from qinqing.rules.patterns.declared import Declared

FIRST = date(2025, 1, 1)
SCHEMA = pa.schema(
    {
        **dict.fromkeys(
            ("pool", "unit", "comparison", "side", "stratum", "missing", "example", "name"), pa.string()
        ),
        **dict.fromkeys(("value", "cases", "days", "amount"), pa.int64()),
        "on": pa.date32(),
    }
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A world: `values` a cell may have (2: hits and misses), how many cases it has about, and how far units differ.

    `whole`: units are compared with their whole pool, else with like cells of their own.
    """

    declared: Declared
    values: int
    cases: float
    effect: float
    whole: bool
    chance: np.random.Generator

    def rows(self) -> Iterator[Row]:
        for pool in range(int(self.chance.integers(8, 14))):
            yield from self.of_pool(f"P{pool:02}")

    def of_pool(self, pool: str) -> Iterator[Row]:
        units = [f"{pool}/{n}" for n in range(int(self.chance.integers(1, 6)))]
        for comparison, method in self.declared.compares.items():
            rare = float(self.chance.choice([0.02, 0.3, 1.0, 20.0]))
            if method == "scan":
                yield from (row for unit in units for row in self.of_clusters(pool, unit, comparison, rare))
                continue
            own = [row for unit in units for row in self.of_unit(pool, unit, comparison, rare)]
            yield from own
            if self.whole:
                yield from whole_pool(own)

    def of_clusters(self, pool: str, unit: str, comparison: str, rare: float) -> Iterator[Row]:
        """Own cells by cluster; the like ones are all cases of the unit."""
        own = [row for row in self.of_unit(pool, unit, comparison, rare) if row["side"] == "own"]
        yield from own
        all_cases = [{**row, "stratum": ""} for row in own]
        yield from ({**row, "unit": unit, "side": "like"} for row in whole_pool(all_cases))

    def of_unit(self, pool: str, unit: str, comparison: str, rare: float) -> Iterator[Row]:
        """Each value is `rare` times as frequent as the one before; some units' own are shifted."""
        shift = self.effect ** self.chance.choice([-1, 0, 0, 0, 0, 1])
        missing = f"year:{unit}" if self.chance.random() < 0.05 else None
        sides = ("own",) if self.whole else ("own", "like")
        for side in sides:
            for stratum in self.chance.permutation(5)[: self.chance.integers(1, 5)].tolist():
                for value in range(self.values):
                    many = self.cases * (rare * (shift if side == "own" else 1)) ** value
                    row = {
                        "pool": pool,
                        "unit": unit,
                        "comparison": comparison,
                        "side": side,
                        "missing": missing,
                    }
                    yield {
                        **row,
                        **self.counts(many),
                        "stratum": f"S{stratum}",
                        "value": None if missing else value,
                    }

    def counts(self, many: float) -> Row:
        example = f"cases:{self.chance.integers(400)}" if self.chance.random() < 0.9 else None
        days = int(self.chance.integers(1, 50)) if self.values == 1 else 0  # watched, of rates only
        return {
            "cases": int(self.chance.poisson(min(many * days / 25 if days else many, 5000))),
            "days": days,
            "amount": int(self.chance.integers(1000)),
            "on": FIRST + timedelta(days=int(self.chance.integers(300))),
            "example": example,
            "name": example and f"Name {example[-1]}",
        }


def whole_pool(own: list[Row]) -> Iterator[Row]:
    """What the units of a pool have, stratum by stratum and value by value."""
    kinds: dict[tuple[str, Any], list[Row]] = {}
    for row in own:
        kinds.setdefault((row["stratum"], row["value"]), []).append(row)
    for rows in kinds.values():
        sums = {name: sum(row[name] for row in rows) for name in ("cases", "days", "amount")}
        yield {**rows[0], **sums, "unit": None, "side": "all", "missing": None}


def connected(rows: Iterator[Row]) -> duckdb.DuckDBPyConnection:
    """The cells as the table `cells`."""
    connection = duckdb.connect(config={"threads": 1})
    connection.register("drawn", pa.Table.from_pylist([*rows], SCHEMA))
    connection.execute("CREATE TABLE cells AS SELECT * FROM drawn")
    return connection
