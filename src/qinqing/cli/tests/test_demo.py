"""The demonstration takes an empty folder for itself, builds it whole or again from nothing, and touches no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qinqing.cli import demo
from qinqing.config.home import DEMO_MARK
from qinqing.refusals import Refused

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
    kept = home / "bureau" / "db.sqlite3"
    kept.parent.mkdir()
    kept.write_text("whole")
    filled = []
    monkeypatch.setattr(demo, "run_step", lambda *step: filled.append(step))
    demo._fill(home, "organ", home / "demo" / "county")
    assert filled == [("fill", "organ", str(home / "demo" / "county"))]
    assert (half.exists(), (home / "exchange").exists(), kept.read_text()) == (False, False, "whole")


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
