"""One fact in a thousand changed in every table that a rule reads: what a standing sweep takes to be right again, beside a full sweep.

Half of them are facts altered in one column, half are new. Pass line: 5 % of the full sweep of a folder that is open
already, for taking the change in, which includes checking what is given. Stated beside it: the same with every finding
of the folder listed anew, sentences and all; and taking the change in beside what a user without a standing sweep does
instead, `qinqing check` run anew, which reads and examines the whole folder too and writes what it found. All in seconds
of the processor: others may use the machine meanwhile.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import qinqing
from bench.support.results import Line, keep
from bench.support.worlds import everything, room, scaled, world
from qinqing.facts.folder import FactFolder, open_folder
from qinqing.facts.found import OWN_VALUES
from qinqing.facts.schema import TABLES, TIME_ZONE
from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge_each
from qinqing.rules.held import Change
from qinqing.rules.pattern_stand import PatternStand
from qinqing.rules.standing import Standing
from qinqing.rules.stands import Stand

ENTERPRISES, CHANGES, ONE_IN = scaled(100_000), 5, 1000
PASS_SHARE = 0.05
READ = {table for rule in load_rules().values() for table in rule.compiled.reads}
SLOWEST = 12
# A pattern's `touches` asks the plain one: counted twice, and it costs little.
STEPS = ("touches", "take_out", "put_in", "judge")


def main() -> int:
    folder = open_folder(world(ENTERPRISES), custody="organ")
    values = Values.load(folder.path / OWN_VALUES)
    full, full_by_rule = full_sweep(folder, values)
    by_rule: dict[str, float] = defaultdict(float)
    with watched(by_rule), Standing(folder, folder.latest_event, values=values) as standing:
        by_rule.clear()
        chance = random.Random(0)
        taken = [one_change(standing, folder, chance) for _ in range(CHANGES)]
        listed = timed(standing.result)
    change = median(seconds for seconds, _ in taken)
    anew = qinqing("check", *everything(folder.path), "--out", room() / "anew.parquet").cpu_s
    share, with_list = change / full, (change + listed) / full
    rules = {rule: round(seconds / CHANGES, 3) for rule, seconds in by_rule.items()}
    slowest = sorted(rules.items(), key=lambda rule: -rule[1])[:SLOWEST]
    print("slowest rules, of a full sweep:")
    print("\n".join(f"  {rule}: {s:.2f} s of {full_by_rule.get(rule, 0):.2f} s" for rule, s in slowest))
    figures = {
        **{"enterprises": ENTERPRISES, "facts": sum(folder.rows.values()), "changed": taken[0][1]},
        **{"full_s": round(full, 2), "change_s": round(change, 2), "list_s": round(listed, 2)},
        **{"run_anew_s": round(anew, 2), "share_of_run_anew": round(change / anew, 4)},
        **{"share": round(share, 4), "pass": PASS_SHARE, "by_rule_s": rules, "full_by_rule_s": full_by_rule},
    }
    told = f"{change:.2f} CPU-s of {full:.1f}: {share:.1%}"
    return keep(
        "increment",
        figures,
        Line("0.1 % of facts changed", told, f"≤ {PASS_SHARE:.0%}", share <= PASS_SHARE),
        Line("0.1 % of facts changed, all findings listed", f"{with_list:.1%}"),
        Line(
            "0.1 % of facts changed, beside qinqing check run anew",
            f"{change:.2f} CPU-s of {anew:.1f}: {change / anew:.1%}",
        ),
    )


def full_sweep(folder: FactFolder, values: Values) -> tuple[float, dict[str, float]]:
    """Every rule over the folder, every finding made; the folder is open already."""
    started, by_rule = time.process_time(), {}
    for result, findings in judge_each(folder, folder.latest_event, values=values):
        for _ in findings:
            pass
        by_rule[result.rule] = round(result.took_s, 3)
    return time.process_time() - started, by_rule


def one_change(standing: Standing, folder: FactFolder, chance: random.Random) -> tuple[float, int]:
    """Seconds to take the change in, and how many facts it concerns."""
    read = {table: rows for table, rows in folder.rows.items() if table in READ}
    change = Change({table: altered(standing, table, rows, chance) for table, rows in read.items()})
    return timed(lambda: standing.change(change)), sum(map(len, change.rows.values()))


def altered(standing: Standing, table: str, rows: int, chance: random.Random) -> list[dict[str, Any]]:
    """A thousandth of a table's rows: each takes one cell from the next, every second one has a new key."""
    picked = sample(standing, table, rows // ONE_IN, chance)
    columns = [c.name for c in TABLES[table].columns if c.name not in TABLES[table].identity]
    key = TABLES[table].key
    for number, row in enumerate(picked):
        if columns:
            name = chance.choice(columns)
            row[name] = picked[(number + 1) % len(picked)][name] or row[name]
        if key and number % 2:
            row[key] = f"new-{chance.random()}"
    return picked


def sample(standing: Standing, table: str, count: int, chance: random.Random) -> list[dict[str, Any]]:
    """As a change gives facts: a time is an instant."""
    times = [c.name for c in TABLES[table].columns if c.type == "time"]
    instants = ", ".join(f"timezone('{TIME_ZONE}', {name}) AS {name}" for name in times)
    chosen = f"* REPLACE ({instants})" if times else "*"
    seed = chance.randrange(1000)
    query = f'SELECT {chosen} FROM "{table}" USING SAMPLE reservoir({count} ROWS) REPEATABLE ({seed})'
    return standing.held.connection.sql(query).to_arrow_table().to_pylist() if count else []


def timed(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


@contextmanager
def watched(by_rule: dict[str, float]) -> Iterator[None]:
    """Adds up what a standing sweep spends on each rule's steps."""
    steps = [(kind, name) for kind in (Stand, PatternStand) for name in STEPS if name in vars(kind)]
    whole = {(kind, name): getattr(kind, name) for kind, name in steps}
    for (kind, name), step in whole.items():
        setattr(kind, name, counted(step, by_rule))
    try:
        yield
    finally:
        for (kind, name), step in whole.items():
            setattr(kind, name, step)


def counted(step: Callable[..., Any], by_rule: dict[str, float]) -> Callable[..., Any]:
    def taking(stand: Stand, *rest: Any) -> Any:
        started = time.process_time()
        try:
            return step(stand, *rest)
        finally:
            by_rule[stand.rule.id] += time.process_time() - started

    return taking


if __name__ == "__main__":
    raise SystemExit(main())
