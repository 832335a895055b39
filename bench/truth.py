"""Worlds of 100,000 enterprises × 3 years, five seeds: what direct and link rules find beside what was planted.

Pass line: precision 1 and recall 1 on each seed. Findings are compared by rule, verdict, level and whom they concern,
as often as each occurs; which unit each is about is compared in the tests, on smaller worlds.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.support.measured import qinqing
from bench.support.results import Line, keep
from bench.support.worlds import scaled
from qinqing.facts import duck
from qinqing.facts.found import ANSWER_KEY, OWN_VALUES
from qinqing.rules.catalogue import load_rules

ENTERPRISES, YEARS, SEEDS = scaled(100_000), 3, range(1, 6)
PLANTED = """
    SELECT rule, verdict, level, department_id AS d, coalesce(official_id, '') AS o, coalesce(enterprise_id, '') AS e, count(*) AS n
    FROM read_parquet(?) WHERE list_contains(?, rule) GROUP BY ALL"""
FOUND = """
    SELECT rule, verdict, CASE verdict WHEN 'flagged' THEN level END AS level, coalesce(department_id, '') AS d,
           coalesce(official_id, '') AS o, coalesce(enterprise_id, '') AS e, count(*) AS n
    FROM read_parquet(?) WHERE list_contains(?, rule) GROUP BY ALL"""


def main() -> int:
    figures = [measured(seed) for seed in SEEDS]
    for seed, figure in zip(SEEDS, figures, strict=True):
        print(f"seed {seed}: {figure}")
    worst = min(min(figure["precision"], figure["recall"]) for figure in figures)
    return keep(
        "truth",
        {"enterprises": ENTERPRISES, "years": YEARS, "seeds": figures},
        Line(
            f"truth, {len(SEEDS)} seeds: precision and recall at least",
            f"{worst:.6f}",
            "1 on each",
            worst == 1,
        ),
    )


def measured(seed: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        world, findings = Path(folder) / "world", Path(folder) / "findings.parquet"
        told = qinqing("world", world, "--enterprises", ENTERPRISES, "--years", YEARS, "--seed", seed)
        own = ("--values", world / OWN_VALUES, "--custody", "organ")
        judged = qinqing("check", world, *own, "--format", "parquet", "--out", findings)
        planted, found, both = compared(world / ANSWER_KEY, findings)
    return {
        **{"planted": planted, "found": found, "precision": both / found, "recall": both / planted},
        **{"world_s": round(told.seconds), "check_s": round(judged.seconds), "check_mib": judged.peak_mib},
    }


def compared(truth: Path, findings: Path) -> tuple[int, int, int]:
    """Planted, found by rules that chance has no part in, and how many of each are the same."""
    exact = [name for name, rule in load_rules().items() if not rule.is_pattern]
    with duck.connect() as connection:
        connection.execute(f"CREATE TABLE planted AS {PLANTED}", [str(truth), exact])
        connection.execute(f"CREATE TABLE found AS {FOUND}", [str(findings), exact])
        ((planted,),) = connection.execute("SELECT sum(n)::BIGINT FROM planted").fetchall()
        ((found,),) = connection.execute("SELECT sum(n)::BIGINT FROM found").fetchall()
        ((both,),) = connection.execute(
            """SELECT sum(least(p.n, f.n))::BIGINT FROM planted AS p JOIN found AS f
               ON (p.rule, p.verdict, p.d, p.o, p.e) = (f.rule, f.verdict, f.d, f.o, f.e)
              AND p.level IS NOT DISTINCT FROM f.level"""
        ).fetchall()
    return planted, found, both


if __name__ == "__main__":
    raise SystemExit(main())
