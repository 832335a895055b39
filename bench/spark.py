"""The same sweep on DuckDB and on Spark with two threads: whether a byte differs. Pass line: none; seconds are stated."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import Cost, qinqing
from bench.support.results import Line, keep
from bench.support.worlds import everything, room, scaled, world

ENTERPRISES = scaled(100_000)
ENGINES = ("duckdb", "spark")


def main() -> int:
    folder = world(ENTERPRISES)
    costs = {engine: sweep(folder, engine) for engine in ENGINES}
    here, there = (result(engine).read_bytes() for engine in ENGINES)
    told = [json.loads(text) for text in (here, there)]
    apart = sorted({*differing(*(by_rule(one) for one in told))})
    ran = [rule["rule"] for rule in told[0]["rules"] if rule["status"] == "ran"]
    figures = {
        **{"enterprises": ENTERPRISES, "rules": len(ran), "findings": len(told[0]["findings"])},
        **{"same_bytes": here == there, "differ": apart, "pyspark": version("pyspark")},
        **{f"{engine}_s": round(cost.seconds, 1) for engine, cost in costs.items()},
    }
    same = f"{len(ran) - len(apart)} of {len(ran)} rules, {len(told[0]['findings'])} findings"
    seconds = f"{costs['spark'].seconds:.0f} s, DuckDB {costs['duckdb'].seconds:.0f} s"
    return keep(
        "spark",
        figures,
        Line("Spark beside DuckDB, identical", same, "every byte", here == there),
        Line("Spark local[2]", seconds),
    )


def result(engine: str) -> Path:
    return room() / f"{engine}.json"


def sweep(folder: Path, engine: str) -> Cost:
    return qinqing("check", *everything(folder), "--engine", engine, "--out", result(engine))


def by_rule(told: dict[str, Any]) -> dict[str, Any]:
    """Rule → all that is said of it."""
    said: dict[str, list[Any]] = {rule["rule"]: [rule] for rule in told["rules"]}
    for finding in told["findings"]:
        said[finding["rule"]].append(finding)
    return said


def differing(here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    return [rule for rule in here.keys() | there.keys() if here.get(rule) != there.get(rule)]


if __name__ == "__main__":
    raise SystemExit(main())
