"""Whatever changes in the facts, a standing sweep says what a full sweep of the changed facts says."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.schema import TABLES, TIME_ZONE
from qinqing.facts.world import make_world
from qinqing.refusals import Refused
from qinqing.rules import acts
from qinqing.rules.catalogue import load_rules
from qinqing.rules.engine import judge
from qinqing.rules.held import Change, Held
from qinqing.rules.standing import Standing


class AsHeld:
    """The facts of a standing sweep as they are now, to be judged from nothing."""

    def __init__(self, held: Held):
        self.held = held
        self.custody, self.latest_event = held.custody, held.on
        self.tables = {name: Path(name) for name in held.tables}
        self.supplied = held.supplied

    def missing_columns(self, table: str) -> set[str]:
        return self.held.lacking[table]

    def connect(self, on: date) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        for name in [*self.tables, *self.supplied, "calendar"]:
            rows = self.held.connection.sql(f'SELECT * FROM "{name}"').to_arrow_table()
            connection.register("rows", rows)
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM rows')
        return connection

    def beside(self, connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
        return connection.cursor()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world") / "county"
    make_world(out, enterprises=320, years=1, seed=3, officials=24, rate=0.2)
    return out


@pytest.fixture(scope="module")
def standing(county: Path) -> Iterator[Standing]:
    folder = open_folder(county, custody="organ")
    with Standing(folder, folder.latest_event) as stands:
        yield stands


def same_as_judged_from_nothing(standing: Standing, rules: str | None = None) -> None:
    held = standing.held
    expected = judge(AsHeld(held), held.on, rules)
    result = standing.result()
    assert [rule for rule in result.rules if rule not in expected.rules] == []
    assert result.findings == expected.findings


def rows_of(held: Held, table: str) -> list[dict[str, Any]]:
    held.connection.execute(f"SET TimeZone = '{TIME_ZONE}'")
    times = ", ".join(
        f"timezone('{TIME_ZONE}', {c.name}) AS {c.name}" for c in TABLES[table].columns if c.type == "time"
    )
    replaced = f" REPLACE ({times})" if times else ""
    return held.connection.sql(f'SELECT *{replaced} FROM "{table}"').to_arrow_table().to_pylist()


def some_change(held: Held, table: str, chance: random.Random) -> Change:
    """Facts altered in a few columns, doubled under a new key, taken away."""
    rows = rows_of(held, table)
    if not rows:  # the county has none
        return Change()
    altered = [altered_row(table, chance.choice(rows), rows, chance) for _ in range(3)]
    gone = [chance.choice(rows) for _ in range(2 if len(rows) > FEW else 0)]
    kept = [row for row in altered if identity(table, row) not in [identity(table, g) for g in gone]]
    unlike = {identity(table, row): row for row in kept}
    return Change({table: [*unlike.values()]}, {table: gone})


def identity(table: str, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in TABLES[table].identity)


def altered_row(
    table: str, row: dict[str, Any], rows: list[dict[str, Any]], chance: random.Random
) -> dict[str, Any]:
    columns = [c.name for c in TABLES[table].columns if not c.is_key]
    new = dict(row)
    for name in chance.sample(columns, min(3, len(columns))):
        optional = TABLES[table].by_name[name].optional
        new[name] = None if optional and chance.random() < 0.3 else chance.choice(rows)[name]
    if TABLES[table].key and chance.random() < 0.4:
        new[TABLES[table].key] = f"new-{chance.random()}"
    return new


def change_of_everything(held: Held, chance: random.Random) -> Change:
    parts = [some_change(held, table, chance) for table in READ]
    return Change(
        {table: rows for part in parts for table, rows in part.rows.items()},
        {table: rows for part in parts for table, rows in part.gone.items()},
    )


FEW = 10  # of so few rows none is taken away: there must be something left to change
READ = sorted({table for rule in load_rules().values() for table in rule.compiled.reads})


@pytest.mark.proof
def test_after_any_change_it_says_what_a_full_sweep_says(
    standing: Standing, scaled: Callable[[int, int], int], record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(0)
    for _ in range(scaled(1, 60)):
        standing.change(change_of_everything(standing.held, chance))
        same_as_judged_from_nothing(standing)
    for table in READ[:: scaled(28, 1)]:
        standing.change(some_change(standing.held, table, chance))
        same_as_judged_from_nothing(standing)
    record_property("facts changed", scaled(1, 60) * len(READ) * 5)


def test_a_change_of_names_no_rule_reads_is_said_in_the_findings(standing: Standing) -> None:
    renamed = [{**row, "name": f"{row['name']}（改名）"} for row in rows_of(standing.held, "departments")]
    standing.change(Change({"departments": renamed}))
    same_as_judged_from_nothing(standing)
    assert any("（改名）" in finding.says for finding in standing.result().findings)


def test_facts_given_again_as_they_stand_change_nothing(standing: Standing) -> None:
    before, held = standing.result(), standing.held
    standing.change(
        Change({table: rows_of(held, table) for table in ("penalties", "inspectors", "contracts")})
    )
    assert not any(held.is_changed(table) for table in ("penalties", "inspectors", "contracts"))
    assert standing.result() == before


def test_blank_text_in_a_change_is_null_as_in_a_folder_and_refused_where_something_must_stand(
    standing: Standing,
) -> None:
    held = standing.held
    some = [{**row, "departure_reason": "\u3000"} for row in rows_of(held, "penalties")[:3]]
    standing.change(Change({"penalties": some}))
    kept = {row["penalty_id"]: row["departure_reason"] for row in rows_of(held, "penalties")}
    assert [kept[row["penalty_id"]] for row in some] == [None] * 3
    same_as_judged_from_nothing(standing)
    for blank in (" ", None):
        with pytest.raises(Refused) as caught:
            standing.change(Change({"penalties": [some[0], {**some[1], "violation": blank}]}))
        assert [problem.where for problem in caught.value.problems] == ["penalties:2:violation"]


def test_a_pattern_touched_in_vain_is_not_decided_again(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stand,) = [stand for stand in standing.stands if stand.rule.id == "slow-walking"]
    rows = rows_of(standing.held, "officials")[:2]
    with monkeypatch.context() as patched:
        patched.setattr(stand, "ask", lambda: 1 / 0)
        standing.change(Change({"officials": [{**row, "post": f"{row['post']}二"} for row in rows]}))
    same_as_judged_from_nothing(standing)


def test_after_a_refused_change_the_next_one_is_taken_in_right(standing: Standing) -> None:
    some = rows_of(standing.held, "penalties")[:3]
    with pytest.raises(Refused, match=r"facts\.unwritable"):
        standing.change(Change({"penalties": [{**some[0], "colour": "red"}]}))
    standing.change(
        Change({"penalties": [{**row, "hearing_offered": not row["hearing_offered"]} for row in some]})
    )
    same_as_judged_from_nothing(standing)


def test_a_change_that_could_be_no_fact_changes_nothing(standing: Standing) -> None:
    before = standing.result()
    with pytest.raises(Refused, match=r"facts\.unwritable"):
        standing.change(Change({"payables": [{"payable_id": "P1", "colour": "red"}]}))
    assert standing.result() == before


@pytest.mark.parametrize("rule", ["shadow-company", "related-award", "relative-post"])
def test_a_path_is_gone_with_any_tie_of_it_and_comes_back_with_it(county: Path, rule: str) -> None:
    folder = open_folder(county, custody="organ")
    with Standing(folder, folder.latest_event, rule) as standing:
        found = [finding for finding in standing.findings() if finding.path]
        longest = max(found, key=lambda finding: len(finding.path))
        for ref in longest.path:
            (row,) = [row for row in rows_of(standing.held, ref.partition(":")[0]) if is_named(ref, row)]
            table = ref.partition(":")[0]
            standing.change(Change(gone={table: [row]}))
            assert longest not in [*standing.findings()]
            same_as_judged_from_nothing(standing, rule)
            standing.change(Change({table: [row]}))
            assert longest in [*standing.findings()]


def is_named(ref: str, row: dict[str, Any]) -> bool:
    table = TABLES[ref.partition(":")[0]]
    return acts.ref(table, row) == ref


def test_texts_of_a_new_kind_are_taken_in_also_after_a_change_that_failed(
    county: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = open_folder(county, custody="organ")
    with Standing(folder, folder.latest_event, "slow-walking") as standing:
        before, (stand,) = standing.result(), standing.stands
        new = [
            {**row, "item": f"新事项{n}"} for n, row in enumerate(rows_of(standing.held, "applications")[:4])
        ]
        with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
            patched.setattr(stand, "ask", lambda: 1 / 0)
            standing.change(Change({"applications": new}))
        assert standing.result() == before
        standing.change(Change({"applications": new}))
        same_as_judged_from_nothing(standing, "slow-walking")
