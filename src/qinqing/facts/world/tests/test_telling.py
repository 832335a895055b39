"""How a world is told: chance without memory, rows that stream, stories that are all told."""

from __future__ import annotations

import fnmatch
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from stdnum.cn import uscc

from qinqing.facts.world import DEMO, World
from qinqing.facts.world.engine import HERE, table_query, truth_query
from qinqing.facts.world.files import told_tables
from qinqing.facts.world.stories import casts, written_stories
from qinqing.facts.world.tests.conftest import WIDE

PATTERNS = [name for name, written in written_stories().items() if "cases" in written]

# What lets a row through as it comes; the join is with the few stories, which are kept, not the rows.
STREAMING = {"PROJECTION", "FILTER", "UNNEST", "RANGE", "UNION", "DUMMY_SCAN", "HASH_JOIN", "SEQ_SCAN"}


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["name"].strip()
    for child in plan["children"]:
        yield from operators(child)


def queries() -> dict[str, str]:
    tables = {name: table_query(name) for name in told_tables()}
    return tables | {f"truth of {name}": truth_query(name) for name in written_stories()}


@pytest.mark.parametrize("name", queries())
def test_no_query_gathers_its_rows_so_memory_does_not_grow(
    wide_teller: duckdb.DuckDBPyConnection, name: str
) -> None:
    explained = wide_teller.execute(f"EXPLAIN (FORMAT json) {queries()[name]}").fetchall()[0][1]
    used = Counter(op for plan in json.loads(explained) for op in operators(plan))
    assert set(used) <= STREAMING
    assert used["HASH_JOIN"] == name.startswith("truth")


@pytest.mark.parametrize("n", [2, 3, 4, 8, 100])
def test_draws_of_different_things_know_nothing_of_each_other(
    teller: duckdb.DuckDBPyConnection, n: int
) -> None:
    ((mean, together, neighbours),) = teller.execute(
        f"""SELECT avg(draw('a', i, {n})), corr(draw('a', i, {n}), draw('b', i, {n})), corr(draw('a', i, {n}), draw('a', i + 1, {n}))
            FROM range(100000) AS t(i)"""
    ).fetchall()
    assert mean == pytest.approx((n - 1) / 2, rel=0.02)
    assert abs(together) < 0.02
    assert abs(neighbours) < 0.02


@pytest.mark.parametrize(("total", "special"), [(1, 1), (10, 3), (1000, 7), (999, 998), (50, 0)])
def test_exactly_as_many_units_carry_a_story_as_are_asked(
    teller: duckdb.DuckDBPyConnection, total: int, special: int
) -> None:
    numbers = teller.execute(
        f"SELECT special_no('x', i, {total}, {special}) AS no FROM range({total + 5}) AS t(i) WHERE no IS NOT NULL"
    ).fetchall()
    assert [no for (no,) in numbers] == list(range(special))


@pytest.mark.parametrize("name", written_stories())
def test_every_story_is_told_in_the_demonstration_county_or_where_there_are_cases_for_patterns(
    name: str,
) -> None:
    cast = casts(World(**(WIDE if name in PATTERNS else DEMO)))[name]
    assert cast.breaches >= len(cast.breach_names)
    assert cast.near >= len(cast.near_names)
    assert cast.special <= cast.units


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("narrow", [{"enterprises": 320, "officials": 24, "years": 1}, {"rate": 0.3}])
def test_a_pattern_is_not_told_where_there_are_too_few_cases_for_it(
    name: str, narrow: dict[str, float]
) -> None:
    assert casts(World(**(WIDE | narrow)))[name].special == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(("years", "told"), [(3, 0), (4, 1)])
def test_a_surge_is_told_where_the_world_reaches_back_to_the_years_before(years: int, told: int) -> None:
    assert casts(World(**(WIDE | {"years": years})))["income-surge"].breaches == told


def test_a_null_world_has_coincidences_and_no_breach() -> None:
    for cast in casts(World(**WIDE, rate=0)).values():
        assert cast.breaches == 0
        assert bool(cast.near) == bool(cast.near_names)


def test_the_rate_says_what_share_of_units_are_breaches() -> None:
    cast = casts(World(5000, 3, 1, rate=0.1))["application-overdue"]
    assert cast.breaches == 1500


def test_stories_are_spelt_alike_where_they_are_listed_and_told() -> None:
    listed = {
        name
        for story in written_stories().values()
        for name in (*story["breaches"], *story["near"], *story.get("brought", ()))
    }
    sql = "\n".join(file.read_text(encoding="utf-8") for file in HERE.rglob("*.sql"))
    spelt = set(re.findall(r"'([a-z]+(?:-[a-z]+)+)'", sql))
    assert spelt <= listed
    parts = [pattern.replace("%", "*") for pattern in re.findall(r"LIKE '([a-z%-]+)'", sql)]
    assert [part for part in parts if not fnmatch.filter(listed, part)] == []
    # Nothing sets these apart in SQL: what they leave out happens to no plain unit.
    told_by_default = {
        "asked-for-a-supplier",
        "association-fee-that-day",
        "exactly-at-cap",
        "gift-passed-over",
        "hearer-unrecorded",
        "no-cap-that-year",
        "one-alone",
        "paid-post",
        "promise-left-open",
    }
    named = {name for part in parts for name in fnmatch.filter(listed, part)}
    assert listed - spelt - named - {"namesake"} == told_by_default


def test_codes_are_sound_and_no_two_alike(facts: duckdb.DuckDBPyConnection) -> None:
    codes = [code for (code,) in facts.execute("SELECT enterprise_id FROM enterprises").fetchall()]
    assert len(set(codes)) == len(codes) == 320
    assert all(uscc.is_valid(code) for code in codes)


def test_regions_are_assigned_to_no_place(facts: duckdb.DuckDBPyConnection, shared: Path) -> None:
    regions = {
        region[:4] for (region,) in facts.execute("SELECT DISTINCT region FROM enterprises").fetchall()
    }
    areas = (shared / "data" / "china" / "divisions" / "areas.csv").read_text(encoding="utf-8")
    assert regions == {"4198", "4199"}
    assert not re.search(r"^419[89]", areas, re.MULTILINE)
