"""Worlds with known truth: what was planted is found, in the right custody, and nothing else is.

Of direct and link rules exactly so. What pattern rules find is a matter of chance: of worlds in which nothing was
planted they may raise no more alarms than the level they declare.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq
import pytest
import yaml
from scipy.stats import binom

from qinqing.facts.folder import open_folder
from qinqing.facts.world import DEMO, make_world
from qinqing.law.values import Values, load_catalogue
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.results import CheckResult

# The share of null worlds in which a pattern rule may find anything, as every one of them declares.
LEVEL = max(rule.header.test.level for rule in load_rules().values() if rule.header.test)
SURE = 0.9999
ORGANS = {name for name, rule in load_rules().items() if rule.custody == "organ"}

# The demonstration county; a country of several bureaus, few breaches; one of many breaches in a single year.
WORLDS: dict[str, dict[str, Any]] = {
    "演示县": dict(DEMO),
    "多个单位": {"enterprises": 1000, "years": 2, "seed": 11, "officials": 180},
    "疑点很多": {"enterprises": 400, "years": 1, "seed": 5, "officials": 30, "rate": 0.2},
    "没有疑点": {"enterprises": 320, "years": 1, "seed": 8, "officials": 24, "rate": 0},
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


@pytest.fixture(scope="module")
def values(tmp_path_factory: pytest.TempPathFactory) -> Values:
    """A county that confirmed every proposal of the house: those are unset otherwise."""
    own = tmp_path_factory.mktemp("values") / "values.yaml"
    samples = [
        id for id, value in load_catalogue().items() if value.dated and value.dated[0].confidence == "house"
    ]
    own.write_text(yaml.safe_dump({"confirmed": samples}), encoding="utf-8")
    return Values.load(own)


def planted(world: Path) -> dict[Known, list[str]]:
    """Truth, with the evidence a finding must carry."""
    rows = pq.read_table(world / "truth.parquet").to_pylist()
    return {Known(*(row[name] for name in Known._fields)): row["evidence"] for row in rows}


def exactly_judged(result: CheckResult) -> set[str]:
    """Rules that ran and that chance has no part in."""
    return {r.rule for r in result.rules if r.status == "ran" and not load_rules()[r.rule].is_pattern}


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


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_exactly_what_was_planted_is_found_in_the_right_custody(
    world: Path, values: Values, custody: str
) -> None:
    result = judge(open_folder(world, custody=custody), values=values)
    ran = exactly_judged(result)
    assert ran.isdisjoint(ORGANS) == (custody == "bureau")
    truth = {known: evidence for known, evidence in planted(world).items() if known.rule in ran}
    findings = {known: evidence for known, evidence in found(result).items() if known.rule in ran}
    assert findings.keys() == truth.keys()
    for known, evidence in truth.items():
        assert set(evidence) <= set(findings[known])


@pytest.mark.proof
def test_whatever_the_seed_exactly_what_was_planted_is_found(
    tmp_path: Path,
    values: Values,
    scaled: Callable[[int, int], int],
    record_property: Callable[[str, object], None],
) -> None:
    """Precision and recall 1 on worlds of other seeds and of other sizes; null worlds yield nothing but by chance."""
    breaches, chances, alarms = 0, 0, 0
    for seed in range(100, 100 + scaled(1, 10)):
        for rate in (None, 0.0)[: scaled(1, 2)]:
            out = tmp_path / f"{seed}-{rate}"
            make_world(out, enterprises=scaled(320, 1000), years=scaled(1, 2), seed=seed, rate=rate)
            result = judge(open_folder(out, custody="organ"), values=values)
            ran = exactly_judged(result)
            truth = {known for known in planted(out) if known.rule in ran}
            assert {known for known in found(result) if known.rule in ran} == truth, (
                f"seed {seed}, rate {rate}"
            )
            assert bool(truth) == (rate is None)
            breaches += len(truth)
            if rate == 0.0:
                raised = [r.flagged > 0 for r in result.rules if load_rules()[r.rule].is_pattern and r.judged]
                chances, alarms = chances + len(raised), alarms + sum(raised)
    assert alarms <= binom.ppf(SURE, chances, LEVEL)
    record_property("breaches", breaches)
    record_property("false alarms of pattern rules in null worlds", f"{alarms} of {chances}")
