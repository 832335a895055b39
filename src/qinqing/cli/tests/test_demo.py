"""The demonstration takes an empty folder for itself, builds it whole or again from nothing, and touches no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qinqing.cli import demo
from qinqing.config.home import DEMO_MARK
from qinqing.facts.world.settings import OWN_VALUES as WORLD_VALUES
from qinqing.facts.world.size import LAST_DAY
from qinqing.law.values import Status, Values
from qinqing.refusals import Refused
from qinqing.rules.catalogue import load_rules

pytestmark = pytest.mark.custody("bureau")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "home"
    monkeypatch.setenv("QINQING_HOME", str(path))
    return path


@pytest.mark.parametrize("there", ["bureau/db.sqlite3", "organ/db.sqlite3", "values.yaml"])
def test_a_home_that_holds_anything_else_is_left_as_it_is(home: Path, there: str) -> None:
    file = home / there
    file.parent.mkdir(parents=True)
    file.write_text("ours")
    with pytest.raises(Refused, match=r"demo\.not_a_demo"):
        demo._home()
    assert [path for path in home.rglob("*") if path.is_file()] == [file]


def test_an_empty_home_and_one_that_is_a_demonstrations_are_taken(home: Path) -> None:
    home.mkdir()
    assert demo._home() == home
    (home / "bureau").mkdir()
    assert demo._home() == home
    assert (home / DEMO_MARK).is_file()


def test_what_an_interrupted_building_left_is_built_again_from_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = home / "organ" / "db.sqlite3"
    half.parent.mkdir(parents=True)
    half.write_text("half")
    (home / "exchange").mkdir()
    county_of(home)
    kept = home / "bureau" / "db.sqlite3"
    kept.parent.mkdir()
    kept.write_text("whole")
    filled = []
    monkeypatch.setattr(demo, "run_step", lambda *step: filled.append(step))
    demo._fill(home, "organ", home / "demo" / "county")
    assert filled == [("fill", "organ", str(home / "demo" / "county"))]
    assert (half.exists(), (home / "exchange").exists(), kept.read_text()) == (False, False, "whole")


def county_of(home: Path) -> Path:
    """The county's folder with the values its planted breaches hold by."""
    county = home / "demo" / "county"
    county.mkdir(parents=True)
    shutil.copyfile(WORLD_VALUES, county / "values.yaml")
    return county


def test_the_county_is_judged_by_the_values_its_planted_breaches_hold_by(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county, held = county_of(home), []
    monkeypatch.setattr(
        demo, "run_step", lambda *step: held.append((home / "values.yaml").read_text("utf-8"))
    )
    for custody in ("bureau", "organ"):
        demo._fill(home, custody, county)
    assert held == [WORLD_VALUES.read_text("utf-8")] * 2


def test_a_figure_somebody_set_in_the_demonstration_outlives_another_building(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county = county_of(home)
    (home / "values.yaml").write_text("confirmed: []\n", encoding="utf-8")
    monkeypatch.setattr(demo, "run_step", lambda *step: None)
    demo._fill(home, "bureau", county)
    assert (home / "values.yaml").read_text("utf-8") == "confirmed: []\n"


def test_every_value_the_rules_use_is_settled_in_the_demonstration_but_one_left_to_fill_in() -> None:
    used = {id for rule in load_rules().values() for id in rule.values}
    values = Values.load(WORLD_VALUES)
    assert [id for id in sorted(used) if values.status(id, LAST_DAY) in (Status.UNSET, Status.SAMPLE)] == [
        "gift_handover_cny"
    ]


@pytest.mark.parametrize(("marked", "told"), [(True, True), (False, False)])
def test_whoever_imports_into_a_new_database_gets_it_made_and_is_told_of_a_demonstration(
    tmp_path: Path, *, marked: bool, told: bool
) -> None:
    home, text = tmp_path / "home", tmp_path / "measure.txt"
    home.mkdir()
    if marked:
        (home / DEMO_MARK).touch()
    text.write_text(
        "某局亲清政商关系办法\n第一条　公开惠企政策。\n第二条　按期办结申请。\n", encoding="utf-8"
    )
    new = tmp_path / "new.sqlite3"
    own = {**os.environ, "QINQING_HOME": str(home), "DATABASE_URL": f"sqlite:///{new}"}
    line = [sys.executable, "-m", "qinqing", "law", "import", str(text)]
    done = subprocess.run(line, env=own, capture_output=True, text=True, check=False)
    assert (done.returncode, new.is_file()) == (0, True)
    assert ("clean-demo" in done.stderr) == told
    assert "QINQING_MEASURE=measure-" in done.stdout
