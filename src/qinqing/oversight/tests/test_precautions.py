"""A wrong or older folder does not quietly take the place of the figures that stand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qinqing.oversight.models import Sweep
from qinqing.oversight.services import sweep as sweeping
from qinqing.oversight.services.sweep import SweepOutcome, sweep_folder
from qinqing.oversight.tests.folders import JUDGED_ON, bureau_folder, bureau_tables, folder_of
from qinqing.refusals import Refused

pytestmark = pytest.mark.django_db
EARLIER = JUDGED_ON - timedelta(days=1)


@pytest.fixture
def standing(tmp_path: Path) -> SweepOutcome:
    """What was judged before."""
    return sweep_folder(bureau_folder(tmp_path / "standing"), on=JUDGED_ON)


def parties_only(path: Path) -> Path:
    """Departments and people, nothing that happened: no rule can judge it."""
    tables = bureau_tables()
    return folder_of(path, {name: tables[name] for name in ("departments", "officials", "enterprises")})


def no_rule_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(*_: object, **__: object) -> None:
        raise AssertionError("a rule ran")

    monkeypatch.setattr(sweeping, "judge", judged)


def test_an_earlier_day_is_refused_before_a_rule_runs(
    standing: SweepOutcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_rule_runs(monkeypatch)
    with pytest.raises(Refused, match=r"sweep\.older") as refused:
        sweep_folder(bureau_folder(tmp_path / "old"), on=EARLIER)
    assert str(JUDGED_ON) in refused.value.says.zh
    assert "--replace" in refused.value.says.zh
    assert Sweep.objects.get() == standing.sweep


@pytest.mark.parametrize("on", [JUDGED_ON, JUDGED_ON + timedelta(days=1)], ids=["同一天", "以后"])
def test_the_same_day_and_later_ones_are_taken(standing: SweepOutcome, on: date, tmp_path: Path) -> None:
    assert sweep_folder(bureau_folder(tmp_path / "next"), on=on).sweep.on == on


def test_an_earlier_day_is_taken_when_asked_for(standing: SweepOutcome, tmp_path: Path) -> None:
    assert sweep_folder(bureau_folder(tmp_path / "old"), on=EARLIER, replace=True).sweep.on == EARLIER


def test_what_no_rule_can_judge_takes_no_figures_place(standing: SweepOutcome, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"sweep\.judged_nothing") as refused:
        sweep_folder(parties_only(tmp_path / "empty"), on=JUDGED_ON)
    assert refused.value.problems[0].says
    assert refused.value.total > len(refused.value.problems)
    assert Sweep.objects.get() == standing.sweep


def test_what_no_rule_can_judge_is_taken_when_asked_for(standing: SweepOutcome, tmp_path: Path) -> None:
    assert sweep_folder(parties_only(tmp_path / "empty"), on=JUDGED_ON, replace=True).judged == 0


def test_a_first_sweep_that_judges_nothing_is_taken_and_counted_so(tmp_path: Path) -> None:
    outcome = sweep_folder(parties_only(tmp_path / "empty"), on=JUDGED_ON)
    assert (outcome.judged, outcome.ran, outcome.skipped > 0) == (0, 0, True)


def test_a_head_that_is_nobodys_is_refused_before_a_rule_runs(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HEADS = ["O0", "O77"]
    no_rule_runs(monkeypatch)
    with pytest.raises(Refused, match=r"heads\.unknown"):
        sweep_folder(bureau_folder(tmp_path / "facts-in"), on=JUDGED_ON)


def test_a_head_whom_the_folder_brings_is_known(tmp_path: Path, settings: Any) -> None:
    settings.HEADS = ["O0"]
    assert sweep_folder(bureau_folder(tmp_path / "facts-in"), on=JUDGED_ON).judged == 3
