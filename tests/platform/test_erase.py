"""Erasure, attacked: a mark in every place a person's data can be, and afterwards none in any byte that is left."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.platform.erase_steps import ACCOUNT, AGREES, ASKS, KEY, MARKS, NAME, OF_OTHERS, PASSWORD, WORDS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.custody("bureau")
GIVEN = "QINQING_TEST_DATABASE_URL"
SOUND = "faults: []"
CUSTODIES = ("bureau", "organ")
OWN_URL = {"bureau": "DATABASE_URL", "organ": "ORGAN_DATABASE_URL"}


@dataclass
class Store:
    """One custody's installation. `server`: where its database lies if not in the folder."""

    custody: str
    home: Path
    server: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.home / self.custody

    def run(self, *line: str, expect: int = 0, given: str = "") -> str:
        """A program in this installation; its output and complaints."""
        dropped = ("QINQING_", "DJANGO_", "PYTEST_", "DATABASE_URL", "ORGAN_DATABASE_URL")
        kept = {name: text for name, text in os.environ.items() if not name.startswith(dropped)}
        own = {
            "QINQING_HOME": str(self.home), "QINQING_ERASURES": str(self.home / "apart"), "QINQING_HTTPS": "false",
            "QINQING_SECOND_FACTOR": "false", "QINQING_LANG": "zh", "QINQING_CUSTODY": self.custody,
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, *line], cwd=ROOT, env={**kept, **own, **self.server}, input=given, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout + done.stderr

    def steps(self, names: str, *rest: str, expect: int = 0) -> str:
        return self.run("-m", "tests.platform.erase_steps", names, self.custody, *rest, expect=expect)

    def qinqing(self, *line: str, expect: int = 0, given: str = "") -> str:
        return self.run("-m", "qinqing", *line, expect=expect, given=given)

    def holds(self) -> dict[str, list[str]]:
        """Mark → files with it, in any spelling, of the folder and of the database server."""
        found: dict[str, list[str]] = {}
        for path in [*self.folder.rglob("*"), *self._tables()]:
            data = path.read_bytes() if path.is_file() else b""
            for mark in MARKS:
                if any(spelt in data for spelt in spellings(mark)):
                    found.setdefault(mark, []).append(path.name)
        return found

    def _tables(self) -> Iterator[Path]:
        """The files of this database on its server; what it has in memory is written to them first."""
        for address in self.server.values():
            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("CHECKPOINT")
                (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
                (oid,) = connection.execute(
                    "SELECT oid FROM pg_database WHERE datname = current_database()"
                ).fetchone() or ("",)
            yield from Path(folder, "base", str(oid)).iterdir()


def spellings(mark: str) -> set[bytes]:
    codes = {mark.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")}
    return codes | {json.dumps(mark)[1:-1].encode()}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    """Both custodies with the person in them, planted once."""
    stores = {}
    for custody in CUSTODIES:
        store = Store(
            custody, tmp_path_factory.mktemp(custody), new_database(f"erase_{custody}_{os.getpid()}", custody)
        )
        assert SOUND in store.steps("plant,verify", str(store.home))
        stores[custody] = store
    yield stores
    for store in stores.values():
        drop_database(store.server)


def new_database(name: str, custody: str, like: str = "") -> dict[str, str]:
    """In the run's cluster where it has one; else none, and the store is an SQLite file of the folder's own."""
    address = os.environ.get(GIVEN)
    if not address:
        return {}
    server = address.rpartition("/")[0]
    template = sql.SQL(" TEMPLATE {}").format(sql.Identifier(like)) if like else sql.SQL("")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + template)
    return {OWN_URL[custody]: f"{server}/{name}"}


def drop_database(server: dict[str, str]) -> None:
    for address in server.values():
        base, _, name = address.rpartition("/")
        with psycopg.connect(f"{base}/postgres", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def copied(store: Store, to: Path, name: str) -> Store:
    shutil.copytree(store.home, to, dirs_exist_ok=True)
    like = next(iter(store.server.values()), "").rpartition("/")[2]
    return Store(store.custody, to, new_database(name, store.custody, like) if like else {})


@pytest.fixture(scope="module")
def erased(
    planted: dict[str, Store], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Store, str]]]:
    """Both after the erasure, with what the program said meanwhile."""
    done = {}
    for custody, store in planted.items():
        own = copied(store, tmp_path_factory.mktemp("erased"), f"erase_{custody}_{os.getpid()}_erased")
        done[custody] = own, own.steps("erase,verify,sweep")
    yield done
    for own, _ in done.values():
        drop_database(own.server)


@pytest.fixture
def bureau(planted: dict[str, Store], tmp_path: Path) -> Iterator[Store]:
    """A copy to be worked on."""
    own = copied(planted["bureau"], tmp_path / "home", f"erase_b_{os.getpid()}_copy")
    yield own
    drop_database(own.server)


def test_the_marks_are_there_before(planted: dict[str, Store]) -> None:
    """Else the tests below would prove nothing. The last one comes with the request itself."""
    found = {mark for store in planted.values() for mark in store.holds()}
    assert {*MARKS} - found == {WORDS["asked"]}


@pytest.mark.parametrize("custody", CUSTODIES)
def test_after_an_erasure_no_byte_of_theirs_is_left(
    erased: dict[str, tuple[Store, str]], custody: str
) -> None:
    store, said = erased[custody]
    assert {*store.holds()} <= {OF_OTHERS}
    assert "/" not in said.partition(SOUND)[0], "the command found files of its own that name them"


@pytest.mark.parametrize("custody", CUSTODIES)
def test_after_an_erasure_the_log_verifies(erased: dict[str, tuple[Store, str]], custody: str) -> None:
    assert SOUND in erased[custody][1]


@pytest.mark.parametrize("custody", CUSTODIES)
def test_the_erased_do_not_come_back_with_the_next_folder(
    erased: dict[str, tuple[Store, str]], custody: str
) -> None:
    assert "erase.comes_back" in erased[custody][1] and f"officials:{KEY}" in erased[custody][1]


def test_words_about_somebody_else_stay_without_the_name(erased: dict[str, tuple[Store, str]]) -> None:
    store, _ = erased["bureau"]
    assert store.server or OF_OTHERS in store.holds()


@pytest.mark.parametrize("custody", CUSTODIES)
def test_the_list_of_erasures_names_nobody(erased: dict[str, tuple[Store, str]], custody: str) -> None:
    listed = (erased[custody][0].home / "apart" / f"erasures-{custody}.jsonl").read_text()
    assert not [mark for mark in MARKS if mark in listed]
    assert set(json.loads(listed)) == {"id", "people", "stand_in", "at"}


@pytest.mark.parametrize("cut", ["keys", "tidy"])
def test_an_erasure_killed_midway_is_finished_at_the_next_start(bureau: Store, cut: str) -> None:
    bureau.steps(f"erase:{cut}", expect=9)
    assert {*bureau.holds()} - {OF_OTHERS}
    assert SOUND in bureau.steps("again,verify")
    assert {*bureau.holds()} <= {OF_OTHERS}


def test_what_somebody_may_still_read_holds_the_erasure_up_until_they_have_done(bureau: Store) -> None:
    with reading(bureau):
        assert "erase.busy" in bureau.steps("hurry,erase", expect=1)
        assert {*bureau.holds()} - {OF_OTHERS}
    assert SOUND in bureau.steps("again,verify")
    assert {*bureau.holds()} <= {OF_OTHERS}


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """Somebody in the midst of a long look at this database."""
    if not store.server:
        with closing(sqlite3.connect(store.folder / "db.sqlite3", isolation_level=None)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM accounts_user").fetchone()
            yield
        return
    with psycopg.connect(*store.server.values()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.execute("SELECT pg_current_snapshot()")
        yield


def test_a_restored_backup_is_erased_again_before_anything_is_served(bureau: Store, tmp_path: Path) -> None:
    shutil.copytree(bureau.folder, tmp_path / "old")
    like = next(iter(bureau.server.values()), "").rpartition("/")[2]
    old = new_database(f"erase_b_{os.getpid()}_old", "bureau", like) if like else {}
    try:
        bureau.steps("erase")
        shutil.rmtree(bureau.folder)
        shutil.copytree(tmp_path / "old", bureau.folder)
        restored = Store(bureau.custody, bureau.home, old)
        assert "erase.restored" in restored.run("-c", "import qinqing.config.wsgi", expect=1)
        assert SOUND in restored.steps("again,verify")
        assert {*restored.holds()} <= {OF_OTHERS}
        restored.run("-c", "import qinqing.config.wsgi")
    finally:
        drop_database(old)


def test_the_command_plans_asks_and_erases_between_two_people(bureau: Store) -> None:
    plan = bureau.qinqing("erase", KEY, "--plan")
    assert "oversight.findings" in plan and "log.openings" in plan
    ask = ("erase", ACCOUNT, "--as", ASKS, "--ground", "purpose", "--reason", "已离任")
    assert "已申请" in bureau.qinqing(*ask, given=f"{PASSWORD}\n")
    agree = ("erase", KEY, "--as")
    assert "erase.same_person" in bureau.qinqing(*agree, ASKS, "--yes", given=f"{PASSWORD}\n", expect=2)
    bureau.qinqing(*agree, AGREES, given=f"{PASSWORD}\nn\n", expect=130)
    assert NAME in bureau.holds()
    assert "已清除" in bureau.qinqing(*agree, AGREES, given=f"{PASSWORD}\ny\n")
    assert {*bureau.holds()} <= {OF_OTHERS}
