"""Who heads the bureau is never forgotten: not by a sweep that was not told, not by a start that is told later."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.custody("bureau")

FACTS = {
    "departments": "department_id,name,parent_id\nD0,某市人民防空办公室,\nD1,工程科,D0\n",
    "officials": "official_id,name,department_id,post,leader,since\n"
    "GW001,甲,D0,主任,true,2020-01-01\nGW002,乙,D0,副主任,true,2020-01-01\nGW003,丙,D1,科长,true,2020-01-01\n",
    "declarations": "declaration_id,official_id,kind,occurred_on\nS1,GW001,gift,2025-03-03\n",
}


def qinqing(home: Path, *words: str, heads: str = "") -> str:
    """What a command says, all of it, in an installation that names these heads."""
    own = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("QINQING_", "DATABASE_", "ORGAN_", "DJANGO_"))
    }
    own |= {"QINQING_HOME": str(home), "QINQING_OFFICE": "某市人民防空办公室"} | (
        {"QINQING_HEADS": heads} if heads else {}
    )
    done = subprocess.run(
        [sys.executable, "-m", *words], env=own, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def heads(home: Path) -> set[str]:
    with sqlite3.connect(home / "bureau" / "db.sqlite3") as store:
        return {key for (key,) in store.execute("SELECT key FROM organisations_official WHERE head")}


def test_a_sweep_says_who_it_takes_for_the_head_and_a_later_start_knows_better(tmp_path: Path) -> None:
    county, home = tmp_path / "county", tmp_path / "home"
    county.mkdir()
    for table, text in FACTS.items():
        (county / f"{table}.csv").write_text(text, encoding="utf-8")
    told = qinqing(home, "qinqing", "sweep", str(county))
    assert "QINQING_HEADS" in told
    assert heads(home) == {"GW001", "GW002"}
    qinqing(home, "qinqing.cli.custody_steps", "prepare", "bureau", heads="GW001")
    assert heads(home) == {"GW001"}
    assert "QINQING_HEADS" not in qinqing(home, "qinqing", "sweep", str(county), heads="GW001")
    assert heads(home) == {"GW001"}
