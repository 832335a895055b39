"""`qinqing draw … --log`: plan, commitment, draw in the log of an installation; fifty at once draw once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from qinqing.cli.tests.test_draw import here, prepared, refused, run
from qinqing.draw.tests.make import COMMITTED, DRAW, RUN_AT
from qinqing.record.keeping import keep
from qinqing.record.tests.conftest import algorithms, first, key, outsider_of, signer
from qinqing.record.tests.keeper import Here
from qinqing.record.tests.outsider import Outsider, asking
from qinqing.tlog.keys import Verifier

__all__ = ["algorithms", "first", "here", "key", "outsider_of", "signer"]

pytestmark = pytest.mark.custody("bureau")
BUNDLE = f"2026/{DRAW}.json"
# The program at another moment: its clock is set before anything else is imported.
AT = "import sys, time_machine as t; t.travel(sys.argv.pop(1), tick=True).start(); from qinqing.cli import main; main()"
NUMBERS = ("--nonce", "bureau.nonce", "--nonce", "supervisor.nonce")
RUN = ("run", BUNDLE, *NUMBERS, "--source", "双色球=lottery.txt", "--source", "沪深收盘=index.txt")
COMMIT = (
    *("commit", "2026", DRAW, "--pool", "pool", "--sources", "sources.yaml", "--values", "values.yaml"),
    *("--part", "bureau.json", "--part", "supervisor.json"),
)
Called = subprocess.CompletedProcess[str]
Qinqing = Callable[..., Called]


@pytest.fixture
def qinqing(here: Path, tmp_path: Path) -> Qinqing:
    """The command in the example's folder, at the moment given, on a new installation."""
    kept = {
        name: text
        for name, text in os.environ.items()
        if not name.startswith(("QINQING_", "DATABASE", "DJANGO"))
    }
    environment = {**kept, "QINQING_HOME": str(tmp_path / "home"), "QINQING_LANG": "zh"}

    def call(moment: datetime, *line: str) -> Called:
        command = [sys.executable, "-c", AT, moment.isoformat(), "draw", *line]
        return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)

    prepared()
    return call


def logged(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "home" / "bureau" / "db.sqlite3")) as store:
        return [kind for (kind,) in store.execute("SELECT type FROM record_entry ORDER BY type")]


@pytest.mark.django_db
def test_the_story_of_a_logged_draw_from_plan_to_policy(signer: Here, key: Verifier, first: Outsider) -> None:
    prepared()
    with time_machine.travel(COMMITTED, tick=False):
        assert refused(*COMMIT, "--log").code == "draw.plan-not-logged"
        assert not Path(BUNDLE).exists()
        assert "已存证，请公布" in run("plan", "plan.csv", "2026", "--log").output
        output = run(*COMMIT, "--log").output
        assert "已存证 1 步，其中 1 步是刚才；回执 0/2 份" in output and "请即存证" not in output
        keep(signer)
        asking(first.ask).round()
    with time_machine.travel(RUN_AT, tick=False):
        run(*RUN, "--log", "--list", "visits.csv")
        run("void", BUNDLE, "--by", "10023", "--by", "10045", "--reason", "名单有误", "--log")
        run("open", BUNDLE, "--log")
        keep(signer)
        asking(first.ask).round()
        assert "已存证 4 步，其中 0 步是刚才；回执 5/5 份" in run("log", BUNDLE).output
    Path("log.pub").write_text(f"{key}\n", encoding="utf-8")
    Path("policy").write_text(f"log {key}\nwitness w {first.key.verifier}\nquorum w\n", encoding="utf-8")
    by_key, by_policy = run("verify", BUNDLE, "--key", "log.pub"), run("verify", BUNDLE, "--policy", "policy")
    assert "核验通过：已作废，4 步" in by_policy.output and "存证里没有见证时刻" not in by_policy.output
    assert "存证里没有见证时刻" in by_key.output
    assert refused("verify", BUNDLE, "--key", "log.pub", "--policy", "policy").code == "draw.option"


@pytest.mark.proof
def test_of_fifty_clicks_at_once_one_draws_and_one_entry_is_written(
    qinqing: Qinqing, tmp_path: Path, scaled, record_property
) -> None:
    clicks = scaled(2, 50)
    assert "已存证，请公布" in qinqing(COMMITTED, "plan", "plan.csv", "2026", "--log").stdout
    committed = qinqing(COMMITTED, *COMMIT, "--log")
    assert "已存证 1 步，其中 1 步是刚才；回执 0/2 份" in committed.stdout, committed.stderr
    with ThreadPoolExecutor(clicks) as at_once:
        done = [*at_once.map(lambda _: qinqing(RUN_AT, *RUN, "--log"), range(clicks))]
    codes = Counter(one.returncode for one in done)
    record_property("processes", clicks)
    record_property("drew", codes[0])
    assert codes == {0: 1, 2: clicks - 1}
    assert all(
        "[draw.order]" in one.stderr and "Traceback" not in one.stderr for one in done if one.returncode
    )
    assert "已存证 2 步" in next(one.stdout for one in done if one.returncode == 0)
    assert logged(tmp_path) == ["draw.commit", "draw.plan", "draw.run"]
