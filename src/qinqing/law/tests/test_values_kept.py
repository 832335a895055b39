"""Values written out as JSON say the same as the values they were written from."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qinqing.law.values import Values, load_catalogue, wording
from qinqing.law.values.kept import read_back, write_out
from qinqing.law.values.writing import write_values

EVERY_YEAR = [date(year, 7, 1) for year in range(1995, 2031)]


@pytest.fixture
def values(tmp_path: Path) -> Values:
    """With a confirmed sample and a figure of the bureau's own."""
    return write_values(
        tmp_path / "values.yaml", ["transfers_max"], {"gift_handover_cny": {date(2026, 1, 1): 321}}
    )


def test_every_value_reads_back_as_it_held_on_every_day(values: Values) -> None:
    catalogue = load_catalogue()
    kept = json.loads(json.dumps(write_out(values, catalogue)))
    for id, value in catalogue.items():
        for day in EVERY_YEAR:
            dated, back = values.value_on(id, day), read_back(kept, id, day).dated
            assert (dated is None) == (back is None)
            if dated and back:
                assert (back.words, back.source) == (wording(value, dated.value), dated.source)
                assert (back.confidence, back.always) == (dated.confidence, dated.always)


def test_a_value_unset_that_day_reads_back_as_unset(values: Values) -> None:
    kept = write_out(values, ["gift_handover_cny"])
    assert read_back(kept, "gift_handover_cny", date(2025, 12, 31)).dated is None
    assert read_back(kept, "gift_handover_cny", date(2026, 1, 1)).dated is not None
