"""Whatever somebody hands in as a sheet, it is read or refused in words; never a trace, never a wait."""

from __future__ import annotations

import io

import pytest

from qinqing.refusals import Refused
from qinqing.sheets.reading import Column, read_sheet
from qinqing.sheets.tests.hostile import SHEETS

COLUMNS = (Column("official_id", ("工号",), longest=60), Column("since", ("任职日期",), "date"))


@pytest.mark.parametrize("name", SHEETS)
def test_every_hostile_sheet_is_refused_in_words(name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(io.BytesIO(SHEETS[name]()), COLUMNS, most_rows=200, plain=True)
    assert refused.value.code.startswith("sheet.")
    assert all(len(str(problem)) < 300 for problem in refused.value.problems)
    assert len(refused.value.says.zh) < 200
