"""Work is done ahead of whoever reads what came of it, and broken off when nobody will."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pytest

from qinqing.facts.ahead import FAR, Ahead

AT_ONCE = 2
# Long enough that only somebody who breaks it off sees the end of it.
ENDLESS = "SELECT count(*) FROM range(10000000000) AS a(n), range(10000) AS b(m) WHERE n + m = 7"


@pytest.fixture(autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """A shell's background job begins with Ctrl-C ignored: nobody could break anything off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ahead_of(make: Callable[[Any, duckdb.DuckDBPyConnection], Any], opened: list | None = None) -> Ahead:
    base = duckdb.connect()

    def connect() -> duckdb.DuckDBPyConnection:
        connection = base.cursor()
        if opened is not None:
            opened.append(connection)
        return connection

    return Ahead(make, connect, AT_ONCE)


def test_what_is_made_comes_in_the_order_of_the_things():
    def slowly_at_first(thing: int, _: duckdb.DuckDBPyConnection) -> int:
        time.sleep(0.05 if thing == 0 else 0)
        return thing

    with ahead_of(slowly_at_first) as ahead:
        assert [*ahead.each(range(20))] == [*range(20)]


def test_while_one_is_slow_the_others_are_made_but_not_without_end():
    made: list[int] = []
    read = threading.Event()

    def make(thing: int, _: duckdb.DuckDBPyConnection) -> int:
        if thing == 0:
            read.wait(10)
        made.append(thing)
        return thing

    with ahead_of(make) as ahead:
        things = ahead.each(range(50))
        waiting = threading.Thread(target=lambda: next(things))
        waiting.start()
        until(lambda: len(made) == FAR - 1)
        time.sleep(0.05)
        assert sorted(made) == [*range(1, FAR)]
        read.set()
        waiting.join()


def test_a_connection_is_open_until_the_next_is_asked_for():
    opened: list[duckdb.DuckDBPyConnection] = []
    with ahead_of(lambda thing, own: own.sql(f"SELECT {thing}"), opened) as ahead:
        for number, relation in enumerate(ahead.each(range(3))):
            assert relation.fetchall() == [(number,)]
    for connection in opened:
        with pytest.raises(duckdb.ConnectionException):
            connection.execute("SELECT 1")


def test_what_goes_wrong_is_raised_and_the_rest_is_broken_off():
    running = threading.Event()

    def make(thing: int, own: duckdb.DuckDBPyConnection) -> None:
        if thing == 0:
            running.wait(10)
            raise ValueError("the first is wrong")
        running.set()
        time.sleep(thing * 0.05)  # one is asked before it is broken off, one after
        own.execute(ENDLESS)

    with pytest.raises(ValueError, match="the first is wrong"), ahead_of(make) as ahead:
        next(ahead.each(range(3)))


def test_who_breaks_off_while_waiting_waits_no_longer():
    with pytest.raises(KeyboardInterrupt), ahead_of(lambda _, own: own.execute(ENDLESS)) as ahead:
        to_here = [threading.main_thread().ident, signal.SIGINT]
        threading.Timer(0.3, signal.pthread_kill, to_here).start()
        next(ahead.each(range(1)))


@pytest.mark.parametrize(
    ("leaves_by", "ends_by"),
    [
        pytest.param(GeneratorExit, GeneratorExit, id="已在离开"),
        pytest.param(None, KeyboardInterrupt, id="正常结束"),
    ],
)
def test_ctrl_c_while_the_rest_is_broken_off_is_heard_after_unless_one_leaves_already(leaves_by, ends_by):
    opened: list[duckdb.DuckDBPyConnection] = []
    begun, over, before = threading.Event(), threading.Event(), signal.getsignal(signal.SIGINT)

    def make(thing: int, _: duckdb.DuckDBPyConnection) -> None:
        if thing:
            begun.set()
            over.wait(10)

    def press() -> None:
        until(lambda: signal.getsignal(signal.SIGINT) is not before)  # it is being broken off
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        over.set()

    with pytest.raises(ends_by), ahead_of(make, opened) as ahead:
        next(ahead.each(range(2)))
        begun.wait(10)  # what nobody began is not waited for
        threading.Thread(target=press).start()
        if leaves_by:
            raise leaves_by
    with pytest.raises(duckdb.ConnectionException):
        opened[-1].execute("SELECT 1")


def until(holds: Callable[[], bool]) -> None:
    for _ in range(1000):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come to hold")
