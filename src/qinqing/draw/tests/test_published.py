"""Vectors others published: RFC 3797's reference and its real draws of 2022 and 2023, Rivest's sampler, drand."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from qinqing.draw.source_texts import KINDS, Unfit
from qinqing.draw.tests.published import key_string, numbers_of, rfc3797, rivest

RESULT = re.compile(r"\s*\d+\s+([0-9A-F]{32})\s+(\d+)\s+->\s+(\d+) <-")


def published_lines(path: Path) -> list[str]:
    return [
        line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]


def key_of(path: Path) -> str:
    return key_string(numbers_of(line) for line in published_lines(path))


def expected(path: Path) -> list[tuple[str, int, int]]:
    rows = map(RESULT.match, path.read_text("utf-8").splitlines())
    return [(row[1], int(row[2]), int(row[3])) for row in rows if row]


@pytest.mark.parametrize(
    ("draw", "names"),
    [
        pytest.param("ref", "ref.names", id="文件自带的例子"),
        pytest.param("2022", "2022.names", id="2022年的真实抽取"),
    ],
)
def test_a_published_draw_of_rfc_3797_is_drawn_again(shared: Path, draw: str, names: str):
    folder = shared / "data" / "draw" / "rfc3797"
    results = expected(folder / f"{draw}.results")
    assert len(results) >= 10
    pool = len(published_lines(folder / names))
    assert rfc3797(key_of(folder / f"{draw}.seeds"), pool, len(results)) == results


def test_the_key_string_of_2022_is_the_one_published(shared: Path):
    folder = shared / "data" / "draw" / "rfc3797"
    published = re.search(r"^Key string is (\S+)", (folder / "2022.results").read_text("utf-8"), re.MULTILINE)
    assert published and key_of(folder / "2022.seeds") == published[1]


def test_the_seeds_of_2023_make_the_key_and_draw_the_ten_they_do(shared: Path):
    """Its result is not among the published files: this keeps what RFC 3797 makes of its seeds and names."""
    folder = shared / "data" / "draw" / "rfc3797"
    key, names = key_of(folder / "2023.seeds"), published_lines(folder / "2023.names2")
    assert key == "2.4.8.11.12.19.38./3.8.10.17.55.66./5.26.29.31.34.37.41.42./1.11.13.23.27.28.29.30.34./"
    drawn = [position for _, _, position in rfc3797(key, len(names), 10)]
    assert drawn == [155, 56, 225, 180, 24, 169, 128, 175, 32, 163]


def test_rivests_sampler_gives_what_was_published(shared: Path):
    tests = json.loads((shared / "data" / "draw" / "rivest" / "tests.json").read_text("utf-8"))["tests"]
    assert len(tests) == 6
    for test in tests:
        given = test["data"]
        assert rivest(given["seed"], given["total"], given["count"]) == test["expected"]


def beacons(shared: Path) -> list[tuple[str, dict[str, object]]]:
    data = json.loads((shared / "data" / "draw" / "drand" / "beacons.json").read_text("utf-8"))
    chain = data["mainnet_default_chain"]["hash"]
    unchained = {name: text for name, text in data["unchained_valid"].items() if name != "public_key"}
    return [(chain, beacon) for beacon in data["beacons"]] + [("f" * 64, unchained)]


def rule_of(chain: str, round: object) -> dict[str, object]:
    return {"chain": chain, "round": round, "genesis": 1595431050, "period": 30}


def test_real_drand_beacons_are_read(shared: Path):
    for chain, beacon in beacons(shared):
        lines = KINDS["drand"].lines(rule_of(chain, beacon["round"]), json.dumps(beacon))
        assert lines == [chain, str(beacon["round"]), beacon["randomness"]]


@pytest.mark.parametrize("field", ["randomness", "signature"])
def test_a_beacon_altered_in_one_digit_is_refused(shared: Path, field: str):
    for chain, beacon in beacons(shared):
        text = str(beacon[field])
        altered = {**beacon, field: ("0" if text[0] != "0" else "1") + text[1:]}
        with pytest.raises(Unfit, match="SHA-256"):
            KINDS["drand"].lines(rule_of(chain, beacon["round"]), json.dumps(altered))
