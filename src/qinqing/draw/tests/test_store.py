"""Bundles on disk: one result of fifty at once, never a half, secrets for their owner only."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qinqing.draw import store
from qinqing.draw.bundle import Bundle, dumped, loaded
from qinqing.draw.ceremony import commit_draw, open_draw, run_draw, substitute_in, void_draw
from qinqing.draw.tests.make import (
    COMMITTED,
    DRAW,
    GIVEN,
    NONCES,
    OPENED,
    RUN_AT,
    parts,
    plan,
    pool,
    sources,
    values,
)
from qinqing.draw.verify import verify
from qinqing.refusals import Refused

CLICKS = 50


def commit_in(folder: Path) -> Path:
    if not (folder / store.PLAN_FILE).exists():
        store.keep_plan(folder, plan())
    commit_draw(folder, DRAW, pool(), sources(), parts(), values(), COMMITTED)
    return store.bundle_path(folder, DRAW)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return commit_in(tmp_path / "2026")


def at_once(act: Callable[[], object], count: int = CLICKS) -> Counter[str]:
    """What became of each of `count` calls that begin together: the code of its refusal, or 'done'."""
    outcomes: Counter[str] = Counter()
    together = threading.Barrier(count)

    def click() -> None:
        together.wait()
        try:
            act()
            outcomes["done"] += 1
        except Refused as refused:
            outcomes[refused.code] += 1

    threads = [threading.Thread(target=click) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_fifty_clicks_one_draws(path):
    assert at_once(lambda: run_draw(path, NONCES, GIVEN, RUN_AT)) == {"done": 1, "draw.order": CLICKS - 1}
    assert verify(store.read(path)).steps == 2


def run_elsewhere(path: Path) -> str:
    try:
        run_draw(path, NONCES, GIVEN, RUN_AT)
    except Refused as refused:
        return refused.code
    return "done"


def test_of_many_processes_one_draws(path):
    with multiprocessing.get_context("spawn").Pool(2) as processes:
        outcomes = Counter(processes.map(run_elsewhere, [path] * CLICKS, chunksize=1))
    assert outcomes == {"done": 1, "draw.order": CLICKS - 1}


def test_of_fifty_commitments_under_one_id_one_is_made(tmp_path):
    store.keep_plan(tmp_path, plan())
    made = [Bundle(plan().lines, (), (), (f"{n}",)) for n in range(CLICKS)]
    assert at_once(lambda: store.create(tmp_path / "R1.json", made.pop())) == {
        "done": 1,
        "draw.second": CLICKS - 1,
    }
    assert len(loaded((tmp_path / "R1.json").read_bytes()).steps) == 1


def test_of_fifty_openings_and_voidings_one_each_is_done(path):
    run_draw(path, NONCES, GIVEN, RUN_AT)
    assert at_once(lambda: open_draw(path, OPENED))["done"] == 1
    assert at_once(lambda: void_draw(path, ["甲", "乙"], "有误", OPENED))["done"] == 1
    assert verify(store.read(path)).steps == 4


def test_there_is_no_second_commitment_under_an_id_even_after_it_was_voided(path):
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"draw\.second"):
        commit_in(path.parent)
    assert path.read_bytes() == before
    void_draw(path, ["甲", "乙"], "有误", RUN_AT)
    with pytest.raises(Refused, match=r"draw\.second"):
        commit_in(path.parent)


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_step_that_breaks_off_leaves_what_was_there(path, broken, monkeypatch):
    before, names = path.read_bytes(), {each.name for each in path.parent.iterdir()}

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if broken == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        run_draw(path, NONCES, GIVEN, RUN_AT)
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} - names <= {f".{path.name}.lock"}
    monkeypatch.undo()
    run_draw(path, NONCES, GIVEN, RUN_AT)


def test_secrets_are_for_their_owner_only(path):
    run_draw(path, NONCES, GIVEN, RUN_AT)
    assert store.secret_path(path).stat().st_mode & 0o777 == 0o600
    assert path.stat().st_mode & 0o077 == 0o044 & ~os.umask(os.umask(0o022))


def test_a_lost_secret_file_is_written_anew_and_nothing_else(path):
    run_draw(path, NONCES, GIVEN, RUN_AT)
    before, secret = path.read_bytes(), store.secret_path(path).read_bytes()
    store.secret_path(path).unlink()
    with pytest.raises(Refused, match=r"draw\.no-secret"):
        open_draw(path, OPENED)
    assert run_draw(path, NONCES, {}, OPENED).restored
    assert (path.read_bytes(), store.secret_path(path).read_bytes()) == (before, secret)


def test_a_secret_file_with_other_numbers_is_seen(path):
    run_draw(path, NONCES, GIVEN, RUN_AT)
    store.keep_secret(path, (NONCES[1], NONCES[0]), [])
    with pytest.raises(Refused, match=r"draw\.result-differs"):
        open_draw(path, OPENED)


def test_words_written_before_their_step_was_logged_do_not_count(path):
    """A substitution that broke off between the two files is simply made again."""
    run_draw(path, NONCES, GIVEN, RUN_AT)
    out = store_places(path)[0]
    before = path.read_bytes()
    substitute_in(path, out, "迁出", OPENED)
    path.write_bytes(before)
    done = substitute_in(path, out, "停业", OPENED)
    assert done.into and (done.into.number, done.into.reason) == (1, "停业")
    open_draw(path, OPENED)
    assert verify(store.read(path)).state == "opened"


def store_places(path: Path) -> list[str]:
    from qinqing.draw.after import recalled

    return [place.id for place in recalled(store.read(path), NONCES).places if place.state == "drawn"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"[" * 100_000, b'{"v":"qqdraw-bundle/v1"}'])
def test_what_is_no_bundle_is_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"draw\.bundle-form"):
        run_draw(path, NONCES, GIVEN, RUN_AT)


def test_a_bundle_that_is_not_there_is_refused_and_leaves_no_lock(tmp_path):
    with pytest.raises(Refused, match=r"draw\.no-bundle"):
        run_draw(tmp_path / "none.json", NONCES, GIVEN, RUN_AT)
    assert not list(tmp_path.iterdir())


def test_a_bundle_altered_between_two_steps_is_not_drawn_from(path):
    """Somebody who writes to the folder takes a firm out after the commitment: nothing is drawn, nothing is written."""
    before = store.read(path)
    altered = dumped(replace(before, enterprises=before.enterprises[1:]))
    path.write_bytes(altered)
    for step in (
        lambda: run_draw(path, NONCES, GIVEN, RUN_AT),
        lambda: void_draw(path, ["甲", "乙"], "有误", RUN_AT),
    ):
        with pytest.raises(Refused, match=r"draw\.root-enterprises"):
            step()
    assert path.read_bytes() == altered and not store.secret_path(path).exists()
