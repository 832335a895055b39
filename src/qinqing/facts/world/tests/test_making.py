"""Making a world: the same bytes for the same seed, and either all of it or nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.world import LAST_DAY, World, make_world
from qinqing.facts.world.engine import table_query, telling_connection
from qinqing.facts.world.note import NEVER, reason
from qinqing.facts.world.settings import settings
from qinqing.facts.world.stories import casts, truths
from qinqing.facts.world.tests.conftest import SMALL
from qinqing.refusals import Refused


def digests(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_the_same_seed_gives_the_same_bytes_and_replaces_an_older_world(county: Path, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(county, older)
    (older / "fees.parquet").unlink()
    make_world(older, **SMALL)
    assert digests(older) == digests(county)
    assert [entry.name for entry in tmp_path.iterdir()] == ["older"]


def test_another_seed_tells_another_world(teller: duckdb.DuckDBPyConnection) -> None:
    world = World(**(SMALL | {"seed": 4}))
    with telling_connection(settings(world), casts(world)) as other:
        for table in ("enterprises", "applications", "payments"):
            rows = [told.execute(table_query(table)).fetchall() for told in (teller, other)]
            assert rows[0] != rows[1]


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_a_county_fits_the_contract(county: Path, custody: str) -> None:
    folder = open_folder(county, custody=custody)
    assert folder.latest_event == LAST_DAY
    assert ("kinships" in folder.tables) == (custody == "organ")


def test_ties_of_kin_lie_in_the_organs_part_alone(county: Path) -> None:
    assert {file.stem for file in (county / "organ").iterdir()} == {"kinships", "positions", "reports"}
    assert (county / "organ").stat().st_mode & 0o077 == 0


def test_the_folder_says_of_which_rules_it_holds_no_planted_breach_and_why(county: Path) -> None:
    note = (county / "README.txt").read_text(encoding="utf-8")
    said = dict(line[2:].split("：", 1) for line in note.splitlines() if line.startswith("* "))
    told = pq.read_table(county / "truth.parquet")["rule"].unique().to_pylist()
    assert {*said} == {*NEVER, *(line.rule for line in truths())} - {*told}
    assert "回溯" in said["income-surge"] and "--years" in said["income-surge"]
    assert "件数不够" in said["payout-parity"] and "--enterprises" in said["payout-parity"]
    assert "查实" in said["emerging-tendency"]


@pytest.mark.parametrize(
    ("more", "rule", "why"),
    [
        ({"rate": 0.0}, "payment-overdue", "--rate 为 0"),
        ({"rate": 0.3}, "slow-walking", "--rate 超过 0.2"),
        ({}, "related-award", "县太小"),
    ],
)
def test_each_reason_is_the_one_that_holds(more: dict[str, Any], rule: str, why: str) -> None:
    assert reason(World(**(SMALL | more)), rule).zh.startswith(why)


def test_the_folder_says_that_it_is_invented(county: Path) -> None:
    assert "均为虚构" in (county / "README.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"enterprises": 319}, "enterprises"),
        ({"years": 0}, "years"),
        ({"seed": -1}, "seed"),
        ({"rate": 0.6}, "rate"),
        ({"officials": 23}, "officials"),
        ({"officials": 321}, "officials"),
    ],
)
def test_an_impossible_measure_is_refused_and_named(
    tmp_path: Path, asked: dict[str, int], named: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_world(tmp_path / "world", **(SMALL | asked))
    assert refused.value.code == "world.size"
    assert [problem.where for problem in refused.value.problems] == [named]


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"years": 12}, "world.law-changed"),
        ({"last_day": LAST_DAY.replace(day=31)}, "world.no-calendar"),  # a Saturday
        ({"last_day": LAST_DAY.replace(month=12)}, "world.no-calendar"),  # due days would lie in 2027
        ({"years": 1, "last_day": LAST_DAY.replace(month=6)}, "world.no-full-year"),
    ],
)
def test_a_world_beyond_law_or_calendar_is_refused(
    tmp_path: Path, asked: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_world(tmp_path / "world", **(SMALL | asked))
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_world_with_something_else_in_it_is_left_alone(county: Path, tmp_path: Path) -> None:
    shutil.copytree(county, tmp_path / "older")
    (tmp_path / "older" / "notes.txt").write_text("mine")
    with pytest.raises(Refused, match=r"world\.not-empty"):
        make_world(tmp_path / "older", **SMALL)
    assert (tmp_path / "older" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("held", ["notes.txt", "enterprises.parquet"])
def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path, held: str) -> None:
    (tmp_path / held).write_text("mine")
    with pytest.raises(Refused, match=r"world\.not-empty"):
        make_world(tmp_path, **SMALL)
    assert (tmp_path / held).read_text() == "mine"


NO_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
from qinqing.cli import main
sys.argv = ["qinqing", "world", sys.argv[1], "--enterprises", "320", "--officials", "24", "--years", "2"]
main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit on file sizes here")
def test_a_full_disk_ends_with_exit_3_and_leaves_nothing_behind(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(tmp_path / "world")],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert ran.returncode == 3, ran.stderr
    assert "world.not-written" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not list(tmp_path.iterdir())
