"""Tender rules beside the indicators of the Open Contracting Partnership: the same releases, the same flags where both mean the same.

`docs/algorithms/tender-indicators.md` says for each of the eleven whether ours is the same, differs, or why there is none.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from qinqing.facts.folder import open_folder
from qinqing.facts.ocds import from_ocds
from qinqing.law.values import Values
from qinqing.rules.engine import judge

MAPPING = Path(__file__).parents[2] / "facts" / "mappings" / "ocds.toml"
Release = dict[str, Any]


@pytest.fixture(scope="module")
def fixtures(shared: Path) -> Path:
    return shared / "data" / "procurement" / "cardinal_fixtures" / "tests" / "fixtures" / "indicators"


def releases(fixtures: Path, indicator: str) -> list[Release]:
    lines = (fixtures / f"{indicator}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def theirs(fixtures: Path, indicator: str) -> set[str]:
    """Processes their program flags."""
    text = (fixtures / f"{indicator}.expected").read_text(encoding="utf-8").strip()
    return set(json.loads(text).get("OCID", {})) if text else set()


def completed(release: Release) -> Release:
    """Their fixtures hold what one indicator reads; a tender of ours needs a buyer, a period, a budget, and bids amounts."""
    tender = {
        "procurementMethod": "open",
        "mainProcurementCategory": "goods",
        "tenderPeriod": {"startDate": "2024-01-01", "endDate": "2024-02-01"},
        "value": {"amount": 1, "currency": "CNY"},
    }
    bids = [
        {**bid, "value": {"amount": 1, "currency": "CNY"}}
        for bid in release.get("bids", {}).get("details", [])
    ]
    awards = [
        {"id": str(n), "date": "2024-02-09", **award} for n, award in enumerate(release.get("awards", []))
    ]
    return {
        "ocid": release["ocid"],
        "buyer": {"id": "B", "name": "某局"},
        "tender": tender | release.get("tender", {}),
        "bids": {"details": bids},
        "awards": awards,
    }


def ours(tmp_path: Path, rule: str, given: list[Release], values: dict[str, Any] | None = None) -> set[str]:
    """Processes a rule of ours flags."""
    file, facts, own = tmp_path / "releases.jsonl", tmp_path / "facts", tmp_path / "values.yaml"
    file.write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    own.write_text(yaml.safe_dump({"values": values or {}}), encoding="utf-8")
    from_ocds(file, facts, MAPPING)
    result = judge(open_folder(facts), rules=rule, values=Values.load(own))
    assert [r.status for r in result.rules] == ["ran"]
    return {finding.unit for finding in result.findings if finding.verdict == "flagged"}


def test_r003_what_is_short_for_them_is_short_by_law(fixtures: Path, tmp_path: Path) -> None:
    """They ask for 15 days, and of every method; the law for 20, and of the open one. A period cut off is rejected."""
    found = ours(tmp_path, "bid-window-short", [completed(each) for each in releases(fixtures, "R003")])
    assert theirs(fixtures, "R003") & {"open"} <= found
    assert found == {"open", "exact", "missing"}
    assert theirs(fixtures, "R003") - found == {"selective", "limited", "direct"}


def test_r018_a_single_bidder_is_too_few_for_both(fixtures: Path, tmp_path: Path) -> None:
    """They count one bidder, we fewer than three. They are told a number; here as many bids stand for it."""
    given = []
    for release in releases(fixtures, "R018"):
        bidders = range(int(release["tender"]["numberOfTenderers"]))
        told = [{"status": "valid", "tenderers": [{"id": f"S{n}"}]} for n in bidders]
        given.append(
            completed({**release, "bids": {"details": told}, "awards": [{"suppliers": [{"id": "S0"}]}]})
        )
    found = ours(tmp_path, "too-few-bidders", given)
    assert theirs(fixtures, "R018") <= found
    assert found - theirs(fixtures, "R018") == {"multiple"} | ({"missing"} & found)


def test_r035_all_but_the_winner_disqualified_leaves_too_few(fixtures: Path, tmp_path: Path) -> None:
    """They ask that every other bid be disqualified; with fewer than three qualified suppliers it is always so for ours.

    Of one a bid is still to be judged: what is not fully told is set aside, and nobody found wanting for it.
    """
    found = ours(tmp_path, "too-few-bidders", [completed(each) for each in releases(fixtures, "R035")])
    assert len(theirs(fixtures, "R035") & found) > 1
    assert theirs(fixtures, "R035") - found == {"accept"}
