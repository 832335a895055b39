"""Custody, attacked: whatever is planted in the organ's store is nowhere in the bureau's database, files, logs or pages."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest
from django.conf import settings
from psycopg import sql

from qinqing.cli import serve
from tests.platform.custody_facts import MARKERS, REASON, planted_folder
from tests.platform.custody_steps import ASKING, PASSWORD
from tests.support.postgres import free_port, programs
from tests.support.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.custody("bureau")
GIVEN = "QINQING_TEST_DATABASE_URL"
FIRM = "E1"  # where the planted relative sits on the board


@dataclass
class Installation:
    """Both custodies in one QINQING_HOME, as a test run leaves them. `said`: what the bureau's commands printed."""

    home: Path
    addresses: dict[str, str]
    said: dict[str, str]

    def run(self, custody: str, *line: str, expect: int = 0) -> str:
        """A command of this custody, in a process that knows its own database only; its output and complaints."""
        own = {"bureau": "DATABASE_URL", "organ": "ORGAN_DATABASE_URL"}[custody]
        given = {own: self.addresses[own]} if self.addresses else {}
        done = subprocess.run(
            [sys.executable, "-m", *line],
            cwd=ROOT,
            env={**clean_environment(), "QINQING_HOME": str(self.home), **given},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == expect, done.stdout + done.stderr
        self.said[f"{custody} {' '.join(line)}"] = done.stdout + done.stderr
        return done.stdout + done.stderr


def clean_environment() -> dict[str, str]:
    """Nothing of the test run's own installation."""
    foreign = ("QINQING_", "DJANGO_", "PYTEST_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    return {k: v for k, v in kept.items() if k not in ("DATABASE_URL", "ORGAN_DATABASE_URL")}


@pytest.fixture(scope="module")
def databases() -> Iterator[dict[str, str]]:
    """Two new databases in the run's cluster where it has one; else none: SQLite files of the installation's own."""
    address = os.environ.get(GIVEN)
    if not address:
        yield {}
        return
    server = address.rpartition("/")[0]
    names = {"DATABASE_URL": f"custody_b_{os.getpid()}", "ORGAN_DATABASE_URL": f"custody_o_{os.getpid()}"}
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for name in names.values():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {setting: f"{server}/{name}" for setting, name in names.items()}
        for name in names.values():
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def attacked(databases: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Both sweep, the organ works, the bureau takes in what was released and shows every page to every role."""
    base = tmp_path_factory.mktemp("custody")
    here = Installation(base / "home", databases, {})
    facts, misplaced = planted_folder(base)
    for custody in ("bureau", "organ"):
        here.run(custody, "qinqing", "migrate", "--custody", custody)
    here.run("bureau", "qinqing", "sweep", str(facts))
    here.run("bureau", "qinqing", "sweep", str(misplaced), expect=2)
    here.run("organ", "qinqing", "sweep", str(facts / "organ"), "--custody", "organ")
    here.run("organ", "tests.platform.custody_steps", "work", "organ", REASON)
    here.run("bureau", "tests.platform.custody_steps", "take", "bureau")
    here.run("bureau", "tests.platform.custody_steps", "crawl", "bureau", str(base / "pages"))
    here.run("bureau", "tests.platform.custody_steps", "accounts", "bureau")
    serve_and_ask(here, base / "pages" / "asked")
    return here


def serve_and_ask(here: Installation, out: Path) -> None:
    """Both sites served as in use; at the bureau's the person with the planted tie asks whether to step back."""
    ports = (free_port(), free_port())
    own = {
        "QINQING_HOME": str(here.home),
        "QINQING_OFFICE": "清宁市人民防空办公室（虚构）",
        "QINQING_HEADS": "O0",
        "QINQING_HTTPS": "false",
        "QINQING_SECOND_FACTOR": "false",
        "QINQING_PORT": str(ports[0]),
        "QINQING_ORGAN_PORT": str(ports[1]),
    }
    said = here.home.parent / "serve.log"
    with said.open("wb") as log:
        serving = subprocess.Popen(
            [sys.executable, "-m", "qinqing", "serve"],
            cwd=ROOT,
            env={**clean_environment(), **here.addresses, **own},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + 60
        while f":{ports[1]}/" not in said.read_text() and time.monotonic() < until:
            assert serving.poll() is None, said.read_text()
            time.sleep(0.1)
        asking = Visitor(f"http://127.0.0.1:{ports[0]}")
        asking.post("/sign-in/", login=ASKING, password=PASSWORD)
        out.mkdir()
        (out / "0001-200").write_text(asking.post("/gw/checks/recusal/", enterprise=FIRM), encoding="utf-8")
        Visitor(f"http://127.0.0.1:{ports[1]}").get("/sign-in/")
    finally:
        serving.terminate()
        serving.wait(timeout=30)
        here.said["bureau serve"] = said.read_text()


def found_in(text: str | bytes) -> set[str]:
    data = text.encode() if isinstance(text, str) else text
    return {marker for marker in MARKERS if marker.encode() in data}


def dump(here: Installation, custody: str) -> str:
    """The whole database as text."""
    if here.addresses:
        address = here.addresses["DATABASE_URL" if custody == "bureau" else "ORGAN_DATABASE_URL"]
        line = [str(programs() / "pg_dump"), "--inserts", address]
        return subprocess.run(line, capture_output=True, text=True, check=True).stdout
    with closing(sqlite3.connect(here.home / custody / "db.sqlite3")) as connection:
        return "\n".join(connection.iterdump())


def readable(path: Path) -> bytes:
    """A file's bytes, and what its compressed bytes hold."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return data + str(pq.read_table(path).to_pylist()).encode()
    return data + gzip.decompress(data) if path.suffix == ".gz" else data


def test_the_markers_are_in_the_organs_store_and_can_be_found_there(attacked: Installation) -> None:
    """Else the tests below would prove nothing."""
    dumped = found_in(
        dump(attacked, "organ")
    )  # first: a database that is closed takes its side files with it
    files = [path for path in (attacked.home / "organ").rglob("*") if path.is_file()]
    assert set.union(dumped, *(found_in(readable(path)) for path in files)) == {*MARKERS}


def test_the_bureaus_database_holds_none_of_them(attacked: Installation) -> None:
    assert found_in(dump(attacked, "bureau")) == set()


@pytest.mark.parametrize("folder", ["bureau", "exchange"])
def test_no_file_of_the_bureaus_or_the_exchange_holds_any(folder: str, attacked: Installation) -> None:
    files = [path for path in (attacked.home / folder).rglob("*") if path.is_file()]
    assert files
    assert {path.name: found for path in files if (found := found_in(readable(path)))} == {}


def test_the_guards_answer_is_one_word(attacked: Installation) -> None:
    """It is told of the tie, or the page below would prove nothing; and it says no more than that."""
    answer = (attacked.home.parent / "pages" / "asked" / "0001-200").read_text(encoding="utf-8")
    assert "须回避" in answer
    assert found_in(answer) == set()


def test_each_side_keeps_a_log_of_its_own(attacked: Installation) -> None:
    for custody in ("bureau", "organ"):
        logs = sorted(path.name for path in (attacked.home / custody / "log").iterdir())
        assert logs == ["site.log", "work.log"]
        assert (attacked.home / custody / "log").stat().st_mode & 0o077 == 0


def test_a_backup_of_the_bureaus_side_holds_none_of_them(attacked: Installation, tmp_path: Path) -> None:
    """As the guide says to make one: the custody's folder, whole."""
    with tarfile.open(tmp_path / "backup.tar", "w") as backup:
        backup.add(attacked.home / "bureau", "bureau")
    with tarfile.open(tmp_path / "backup.tar") as backup:
        backup.extractall(tmp_path / "restored", filter="data")
    files = [path for path in (tmp_path / "restored").rglob("*") if path.is_file()]
    assert len(files) > 3
    assert {path.name: found for path in files if (found := found_in(readable(path)))} == {}


def test_the_bureaus_commands_print_none_of_them(attacked: Installation) -> None:
    assert len([line for line in attacked.said if line.startswith("bureau")]) == 7
    assert {
        k: f for k, said in attacked.said.items() if k.startswith("bureau") and (f := found_in(said))
    } == {}


def test_a_folder_with_the_organs_tables_is_refused_without_a_word_of_what_they_hold(
    attacked: Installation,
) -> None:
    said = next(text for line, text in attacked.said.items() if "misplaced" in line)
    assert "kinships" in said
    assert found_in(said) == set()


def test_no_page_shows_any_to_any_role_of_the_bureaus(attacked: Installation) -> None:
    pages = [path for path in (attacked.home.parent / "pages").rglob("*") if path.is_file()]
    assert len({path.parent for path in pages}) == 12
    assert {path: found for path in pages if (found := found_in(path.read_bytes()))} == {}


def test_no_page_answers_an_error_of_ours(attacked: Installation) -> None:
    pages = [path for path in (attacked.home.parent / "pages").rglob("*-5*") if path.is_file()]
    assert [path.read_bytes().partition(b"\n")[0] for path in pages] == []


def test_the_sealed_finding_itself_is_unknown_to_the_bureau(attacked: Installation) -> None:
    text = dump(attacked, "bureau")
    assert "related-award" not in text
    assert "organ_" not in text


def test_what_was_released_came_over_without_its_number(attacked: Installation) -> None:
    assert "measures_releasedtotal" in dump(attacked, "bureau")
    released = next((attacked.home / "exchange" / "releases").glob("*.json")).read_text()
    assert '"total": null' in released


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_only_the_owner_enters_a_custodys_folder(custody: str, attacked: Installation) -> None:
    assert (attacked.home / custody).stat().st_mode & 0o077 == 0


SECRETS = {
    "bureau": ("ORGAN_DATABASE_URL", "postgres://o:organ-secret@127.0.0.1:1/o", "organ-secret"),
    "organ": ("DATABASE_URL", "postgres://b:bureau-secret@127.0.0.1:1/b", "bureau-secret"),
}


@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_a_process_holds_nothing_of_the_other_custodys_address(custody: str, tmp_path: Path) -> None:
    """Even where whoever started it had both addresses in the environment."""
    setting, address, secret = SECRETS[custody]
    done = subprocess.run(
        [sys.executable, "-m", "tests.platform.custody_steps", "held", custody],
        cwd=ROOT,
        env={**clean_environment(), "QINQING_HOME": str(tmp_path), setting: address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "QINQING_HOME" in done.stdout
    assert secret not in done.stdout


@pytest.mark.parametrize("what", ["site", "work"])
@pytest.mark.parametrize("custody", ["bureau", "organ"])
def test_serving_starts_each_process_without_the_others_address(
    custody: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: dict[str, dict[str, str]] = {}
    monkeypatch.setattr(serve.subprocess, "Popen", lambda line, env, **_: started.update(env=env))
    for setting, address, _ in SECRETS.values():
        monkeypatch.setenv(setting, address)
    serve.start(serve.Site(custody, 1), what)
    setting, _, secret = SECRETS[custody]
    assert setting not in started["env"]
    assert secret not in str(started["env"])
    assert started["env"]["QINQING_CUSTODY"] == custody


def test_the_bureaus_program_never_loads_the_organs_app() -> None:
    assert "qinqing.organ" not in settings.INSTALLED_APPS
    assert [
        name for name in sys.modules if name.startswith(("qinqing.organ.services", "qinqing.organ.models"))
    ] == []
