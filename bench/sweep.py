"""A province-sized world: the whole sweep beside the same questions written by hand for DuckDB (bench/by_hand/).

Both sides read the same files, find the same and write it to Parquet; that they do is checked first. The program's
side also reads the rules, examines what by hand is not (credit codes, loops) and makes the sentences. Pass lines: 1.1 × as long, 6 GiB.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import ROOT, Cost, python, qinqing
from bench.support.results import Line, keep
from bench.support.worlds import everything, room, scaled, world
from qinqing.facts import duck
from qinqing.rules.catalogue import load_rules

ENTERPRISES, ROUNDS = scaled(1_000_000), 2
PASS_RATIO, PASS_MIB = 1.1, 6144
SAID = re.compile(r"^\d+/\d+ (\S+) +\D*([\d,]+)\D+([\d,]+)\D+([\d,]+)\D+([\d.]+) s$", re.MULTILINE)
SLOWEST = 12
# What both sides write. Of patterns, who is concerned stands in the cells, which by hand carry no names, and evidence is
# some cases of thousands: which ones, hangs on how they were counted.
SAME = 'rule, verdict, "on", observed, "limit"'
SAME_EXACT = f"{SAME}, evidence, department_id, official_id, enterprise_id, amount_cny, CASE WHEN len(path) > 0 THEN path END"


@dataclass(frozen=True)
class Side:
    cost: Cost
    findings: Path
    judged: dict[str, int]
    seconds: dict[str, float]


def main() -> int:
    folder = world(ENTERPRISES)
    sides = [(ours(folder), by_hand(folder)) for _ in range(ROUNDS)]
    differences = [line for ours, hand in sides for line in different(ours, hand)]
    print("\n".join(differences) or "both sides judge and find the same")
    mine, hand = (min(pair, key=lambda side: side.cost.seconds) for pair in zip(*sides, strict=True))
    ratio = mine.cost.seconds / hand.cost.seconds
    peak = max(side.cost.peak_mib for side, _ in sides)
    slowest = sorted(mine.seconds.items(), key=lambda rule: -rule[1])[:SLOWEST]
    print("slowest rules:", ", ".join(f"{rule} {seconds:.1f} s" for rule, seconds in slowest))
    figures = {
        **{"enterprises": ENTERPRISES, "rows": rows(folder), "rounds": ROUNDS, "same": not differences},
        **{"ours_s": round(mine.cost.seconds, 1), "ours_cpu_s": round(mine.cost.cpu_s, 1), "ours_mib": peak},
        **{"by_hand_s": round(hand.cost.seconds, 1), "by_hand_cpu_s": round(hand.cost.cpu_s, 1)},
        **{"by_hand_mib": hand.cost.peak_mib, "by_hand_seconds": hand.seconds, "seconds": mine.seconds},
        **{"ratio": round(ratio, 2), "pass": [PASS_RATIO, PASS_MIB]},
    }
    seconds = f"{mine.cost.seconds:.0f} s against {hand.cost.seconds:.0f} s by hand: {ratio:.2f} ×"
    return keep(
        "sweep",
        figures,
        Line("whole sweep, findings the same", str(not differences), "True", not differences),
        Line("whole sweep", seconds, f"≤ {PASS_RATIO} ×", ratio <= PASS_RATIO),
        Line("whole sweep, peak memory", f"{peak} MiB", f"≤ {PASS_MIB} MiB", peak <= PASS_MIB),
    )


def ours(folder: Path) -> Side:
    out, timings = room() / "ours.parquet", room() / "timings.json"
    cost = qinqing("check", *everything(folder), "--out", out, "--timings", timings)
    judged = {rule: int(units.replace(",", "")) for rule, units, *_ in SAID.findall(cost.said)}
    return Side(cost, out, judged, json.loads(timings.read_text()))


def by_hand(folder: Path) -> Side:
    out = room() / "by-hand"
    cost = python(ROOT / "bench" / "support" / "by_hand.py", folder, out)
    with duck.connect() as connection:
        judged = dict(connection.sql(f"FROM read_parquet('{out / 'judged.parquet'}')").fetchall())
    return Side(cost, out / "findings.parquet", judged, json.loads((out / "seconds.json").read_text()))


def different(ours: Side, hand: Side) -> list[str]:
    """What one side judges or finds and the other does not, by rule."""
    rules = sorted({*ours.judged, *hand.judged})
    judged = [
        f"{rule}: judged {ours.judged.get(rule)}, by hand {hand.judged.get(rule)}"
        for rule in rules
        if ours.judged.get(rule) != hand.judged.get(rule)
    ]
    patterns = [name for name, rule in load_rules().items() if rule.is_pattern]
    exact = found_by_one(ours, hand, SAME_EXACT, f"rule NOT IN {tuple(patterns)}")
    return [*judged, *exact, *found_by_one(ours, hand, SAME, f"rule IN {tuple(patterns)}")]


def found_by_one(ours: Side, hand: Side, columns: str, which: str) -> list[str]:
    with duck.connect() as connection:
        for name, side in (("ours", ours), ("hand", hand)):
            connection.execute(
                f"CREATE VIEW {name} AS SELECT {columns} FROM read_parquet('{side.findings}') WHERE {which}"
            )
        counted = connection.sql(
            """SELECT rule, sum(o), sum(h) FROM (
                 SELECT rule, 1 AS o, 0 AS h FROM (FROM ours EXCEPT ALL FROM hand)
                 UNION ALL SELECT rule, 0, 1 FROM (FROM hand EXCEPT ALL FROM ours))
               GROUP BY rule ORDER BY rule"""
        ).fetchall()
    return [f"{rule}: {o} findings only ours, {h} only by hand" for rule, o, h in counted]


def rows(folder: Path) -> dict[str, int]:
    with duck.connect() as connection:
        return {
            name: connection.sql(f"SELECT count(*) FROM read_parquet('{folder / name}.parquet')").fetchall()[
                0
            ][0]
            for name in ("inspections", "penalties", "payables")
        }


if __name__ == "__main__":
    raise SystemExit(main())
