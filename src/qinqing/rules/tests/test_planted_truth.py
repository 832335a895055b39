"""Worlds with known truth: what was planted is found, in the right custody, and nothing else is.

Of direct and link rules exactly so. What pattern rules find is a matter of chance: of what was planted they find the
share they promise, and of worlds in which nothing was planted they may raise no more alarms than the level they declare.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest
from scipy.stats import binom

from qinqing.facts.folder import open_folder
from qinqing.facts.found import OWN_VALUES, Custody
from qinqing.facts.world import DEMO, make_world
from qinqing.facts.world.note import NEVER
from qinqing.facts.world.stories import truths, written_stories
from qinqing.law.values import Values
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.results import CheckResult

# The share of null worlds in which a pattern rule may find anything, as every one of them declares.
LEVEL = max(rule.header.test.level for rule in load_rules().values() if rule.header.test)
SURE = 0.9999
# The share of planted patterns that is found, as their headers promise.
POWER = 0.9
# Rules that chance has no part in.
EXACT = {name for name, rule in load_rules().items() if not rule.is_pattern}
# It judges what people confirmed of findings: a world holds facts, and nobody has confirmed anything yet.
UNPLANTED = {*NEVER}
PATTERNS = {*load_rules()} - EXACT - UNPLANTED
ORGANS = {name for name, rule in load_rules().items() if rule.custody == "organ"}

# One of three bureaus whose years and firms carry every pattern.
WIDE: dict[str, Any] = {"enterprises": 8100, "years": 4, "seed": 12, "officials": 180}
# The demonstration county; a country of several bureaus, few breaches; one of many breaches in a single year.
WORLDS: dict[str, dict[str, Any]] = {
    "演示县": dict(DEMO),
    "多个单位": {"enterprises": 1000, "years": 2, "seed": 11, "officials": 180},
    "疑点很多": {"enterprises": 400, "years": 1, "seed": 5, "officials": 30, "rate": 0.2},
    "没有疑点": {"enterprises": 320, "years": 1, "seed": 8, "officials": 24, "rate": 0},
    "各类差别": WIDE,
}


class Known(NamedTuple):
    """What a planted breach and a finding have in common."""

    rule: str
    unit: str
    verdict: str
    level: str | None
    department_id: str
    official_id: str | None
    enterprise_id: str | None


@pytest.fixture(scope="module", params=WORLDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world") / "county"
    make_world(out, **WORLDS[request.param])
    return out


@cache
def judged(world: Path, custody: Custody) -> CheckResult:
    """All rules over the county, by the values it wrote down as its own."""
    return judge(open_folder(world, custody=custody), values=Values.load(world / OWN_VALUES))


def planted(world: Path) -> dict[Known, list[str]]:
    """Truth, with the evidence a finding must carry."""
    rows = pq.read_table(world / "truth.parquet").to_pylist()
    return {Known(*(row[name] for name in Known._fields)): row["evidence"] for row in rows}


def ran(result: CheckResult) -> set[str]:
    return {r.rule for r in result.rules if r.status == "ran"}


def found(result: CheckResult) -> dict[Known, tuple[str, ...]]:
    """Findings; the level of an undetermined one is the rule's, and says nothing."""
    return {
        Known(
            finding.rule,
            finding.unit,
            finding.verdict,
            finding.level if finding.verdict == "flagged" else None,
            finding.department_id or "",
            finding.official_id,
            finding.enterprise_id,
        ): tuple(finding.evidence)
        for finding in result.findings
    }


def hits_and_misses(world: Path, rules: set[str], custody: Custody) -> tuple[set[Known], set[Known]]:
    """Of what was planted for these rules, what was found and what was not."""
    truth = {known for known in planted(world) if known.rule in rules}
    findings = found(judged(world, custody)).keys()
    return truth & findings, truth - findings


def test_every_rule_has_planted_breaches() -> None:
    assert {told.rule for told in truths()} == {*load_rules()} - UNPLANTED


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_asks_a_world_for_the_cases_its_rule_states(name: str) -> None:
    test = load_rules()[name].header.test
    assert test
    cases = written_stories()[name]["cases"]
    assert cases == {side: test.planted[side] for side in ("own", "like")}


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_exactly_what_was_planted_is_found_in_the_right_custody(world: Path, custody: Custody) -> None:
    result = judged(world, custody)
    mine = EXACT - ORGANS if custody == "bureau" else EXACT
    assert ran(result) >= mine
    assert custody == "organ" or ran(result).isdisjoint(ORGANS)
    truth = {known: evidence for known, evidence in planted(world).items() if known.rule in mine}
    findings = {known: evidence for known, evidence in found(result).items() if known.rule in EXACT}
    assert findings.keys() == truth.keys()
    for known, evidence in truth.items():
        assert set(evidence) <= set(findings[known])


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_planted_patterns_are_found_in_the_right_custody(world: Path, custody: Custody) -> None:
    hits, misses = hits_and_misses(world, PATTERNS - (ORGANS if custody == "bureau" else set()), custody)
    assert len(misses) <= unlucky(len(hits | misses), 1 - POWER), misses


@pytest.mark.proof
def test_whatever_the_seed_planted_patterns_are_found_and_chance_seldom_passes_for_one(
    tmp_path: Path,
    scaled: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    """Of worlds in which every pattern is planted, and of others in which none is."""
    hits, misses, chances, alarms = 0, 0, 0, 0
    # One world full of them is looked at in `make test` as it is: WIDE.
    for seed in range(200, 200 + scaled(0, 20)):
        full = tmp_path / f"{seed}"
        make_world(full, **(WIDE | {"seed": seed}))
        found_here, missed_here = hits_and_misses(full, PATTERNS, "organ")
        assert {known.rule for known in found_here | missed_here} == PATTERNS
        hits, misses = hits + len(found_here), misses + len(missed_here)
    for seed in range(200, 200 + scaled(1, 20)):
        null = tmp_path / f"{seed}-null"
        make_world(null, **(WIDE | {"seed": seed, "rate": 0.0}))
        raised = alarms_of_patterns(judged(null, "organ"))
        chances, alarms = chances + len(raised), alarms + sum(raised)
    record_property("planted patterns found", f"{hits} of {hits + misses}")
    record_property("false alarms of pattern rules in null worlds", f"{alarms} of {chances}")
    assert misses <= unlucky(hits + misses, 1 - POWER)
    assert alarms <= unlucky(chances, LEVEL)


def unlucky(of: int, share: float) -> int:
    """How many of them there may be by chance, where each is one with this probability."""
    return int(binom.ppf(SURE, of, share))


def alarms_of_patterns(result: CheckResult) -> list[bool]:
    """Of every pattern rule that judged anything, whether it flagged something."""
    return [r.flagged > 0 for r in result.rules if load_rules()[r.rule].is_pattern and r.judged]


@pytest.mark.proof
def test_whatever_the_seed_exactly_what_was_planted_is_found(
    tmp_path: Path,
    scaled: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    """Precision and recall 1 on worlds of other seeds and of other sizes; null worlds yield nothing but by chance."""
    breaches, chances, alarms = 0, 0, 0
    for seed in range(100, 100 + scaled(1, 10)):
        for rate in (None, 0.0)[: scaled(1, 2)]:
            out = tmp_path / f"{seed}-{rate}"
            make_world(out, enterprises=scaled(320, 1000), years=scaled(1, 2), seed=seed, rate=rate)
            result = judged(out, "organ")
            assert ran(result) >= EXACT
            truth = {known for known in planted(out) if known.rule in EXACT}
            assert {known for known in found(result) if known.rule in EXACT} == truth, (
                f"seed {seed}, rate {rate}"
            )
            assert bool(truth) == (rate is None)
            breaches += len(truth)
            if rate == 0.0:
                raised = alarms_of_patterns(result)
                chances, alarms = chances + len(raised), alarms + sum(raised)
    assert alarms <= unlucky(chances, LEVEL)
    record_property("breaches", breaches)
    record_property("false alarms of pattern rules in null worlds", f"{alarms} of {chances}")
