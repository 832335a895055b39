"""A database that is new is made, wherever its address points; what cannot be is told in one sentence."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.custody("bureau")

TEXT = "某局亲清政商关系办法\n第一条　公开惠企政策。\n第二条　按期办结申请。\n"


def qinqing(home: Path, address: str, *line: str) -> subprocess.CompletedProcess[str]:
    own = {**os.environ, "QINQING_HOME": str(home), "DATABASE_URL": address, "QINQING_LANG": "zh"}
    command = [sys.executable, "-m", "qinqing", *line]
    return subprocess.run(command, env=own, capture_output=True, text=True, check=False)


def new_address(tmp_path: Path) -> str:
    """A database nobody made yet, of the kind this run tests."""
    given = os.environ.get("QINQING_TEST_DATABASE_URL", "")
    server = given.rpartition("/")[0]
    return f"{server}/new_{secrets.token_hex(4)}" if given else f"sqlite:///{tmp_path}/not/there/yet.sqlite3"


def test_whoever_imports_into_a_database_nobody_made_gets_it_made(tmp_path: Path) -> None:
    text, address = tmp_path / "办法.txt", new_address(tmp_path)
    text.write_text(TEXT, encoding="utf-8")
    done = qinqing(tmp_path / "home", address, "law", "import", str(text))
    assert (done.returncode, done.stderr) == (0, "")
    assert "0 章 2 条" in done.stdout


def test_where_no_database_can_be_made_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = qinqing(tmp_path / "home", f"sqlite:///{tmp_path}/file/db.sqlite3", "migrate")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert f"{tmp_path}/file" in done.stderr and "[database.not_made]" in done.stderr


def test_a_server_that_does_not_answer_is_named_with_what_to_check(tmp_path: Path) -> None:
    done = qinqing(tmp_path / "home", "postgres://u:p@127.0.0.1:1/db", "migrate")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "请核对 DATABASE_URL" in done.stderr and "[database.unreachable]" in done.stderr


def test_looking_an_article_up_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "db.sqlite3"
    done = qinqing(tmp_path / "home", f"sqlite:///{file}", "law", "where", "13")
    assert (done.returncode, file.exists()) == (0, False)
