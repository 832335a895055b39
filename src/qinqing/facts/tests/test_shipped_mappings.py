"""The shipped mappings on the real data they are for: nothing lost, everything rejected said."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.mapping.parse import load_mapping
from qinqing.facts.mapping.run import run_mapping

MAPPINGS = Path(__file__).parents[1] / "mappings"
REPOSITORY = Path(__file__).parents[4]


def rejected(outcome, name: str) -> dict[str, int]:
    """English reason → rows, of the mapping's own reasons; other reasons by their column."""
    (source,) = (source for source in outcome.sources if source.name == name)
    return {reject.reason.en if not reject.table else reject.column: n for n, reject in source.reasons}


def test_san_francisco_gives_14233_inspections_over_6399_enterprises(shared, tmp_path):
    mapping = load_mapping(MAPPINGS / "sf-dph.toml", shared / "data" / "inspections" / "sf_dph")
    outcome = run_mapping(mapping, tmp_path / "sf")
    assert outcome.rows == {"departments": 1, "enterprises": 6399, "inspections": 14233}
    assert [source.rejected for source in outcome.sources] == [0, 0]
    folder = open_folder(tmp_path / "sf")
    assert folder.latest_event == date(2018, 2, 16)
    with folder.connect(folder.latest_event) as facts:
        names = facts.sql("SELECT name FROM enterprises WHERE enterprise_id = '38566'").fetchall()
        kinds = Counter(kind for (kind,) in facts.sql("SELECT kind FROM inspections").fetchall())
    assert names == [("TROPISUEÑO",)]
    assert kinds == {"routine": 14232, "special": 1}


def test_of_391_gift_rows_190_are_real_and_what_is_left_out_is_said(shared, tmp_path):
    outcome = run_mapping(
        load_mapping(MAPPINGS / "uk-gifts.toml", shared / "data" / "gifts"), tmp_path / "uk"
    )
    gifts = rejected(outcome, "gifts")
    assert gifts == {
        "nil return: nothing was received": 201,
        "given by the minister, not received": 8,
        "occurred_on": 1,  # the 20th month of 2025
    }
    assert 391 - gifts["nil return: nothing was received"] == 190
    assert rejected(outcome, "hospitality") == {
        "nil return: nothing was received": 196,
        "occurred_on": 10,  # nine rows shifted by a column, one without a date
    }
    folder = open_folder(tmp_path / "uk")
    with folder.connect(folder.latest_event) as facts:
        query = "SELECT kind, count(*) FROM declarations GROUP BY 1 ORDER BY 1"
        assert facts.sql(query).fetchall() == [("gift", 181), ("hospitality", 972)]
        shifted = "SELECT count(*) FROM officials WHERE name LIKE 'Department%'"
        assert facts.sql(shifted).fetchall() == [(0,)]
    assert "value_cny" in folder.missing_columns("declarations")


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_mapping_is_sound(path):
    assert load_mapping(path).sources


@pytest.mark.parametrize("page", ["docs/guide/facts.md", "docs/reference/facts.md"])
@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_mapping_is_named_where_people_look_for_one(path, page):
    assert f"`{path.stem}`" in (REPOSITORY / page).read_text(encoding="utf-8")
