"""Ten thousand rows, sound and spoilt: a folder is refused with its problems, or loaded and readable."""

from collections import Counter

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.tests.fuzz import Spoiler, a_day
from qinqing.refusals import Refused

ROWS = 10_000


def outcome(folder, seed: int) -> str:
    """What became of the folder; anything but a refusal with its problems or a readable folder raises."""
    try:
        opened = open_folder(folder, "organ")
    except Refused as refused:
        assert refused.code == "facts.refused"
        assert 0 < len(refused.problems) <= min(refused.total, 100)
        assert all(p.where and p.says.zh and p.says.en for p in refused.problems)
        return "refused"
    with opened.connect(a_day(seed)) as facts:
        for table in opened.tables:
            facts.sql(f"SELECT * FROM {table}").to_arrow_table()
    return "loaded"


@pytest.mark.proof
def test_ten_thousand_fuzzed_rows_are_refused_or_loaded_never_a_traceback(tmp_path, scaled, record_property):
    outcomes: Counter[str] = Counter()
    rows = seed = 0
    while rows < scaled(ROWS, 10 * ROWS):
        folder = tmp_path / str(seed)
        folder.mkdir()
        rows += Spoiler(seed, rows=60).write(folder)
        outcomes[outcome(folder, seed)] += 1
        seed += 1
    record_property("rows", rows)
    assert outcomes["refused"] >= 5 and outcomes["loaded"] >= 5
