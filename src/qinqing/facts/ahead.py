"""Work done ahead of whoever reads what it yields: some at once, each on a connection of its own, handed out in order."""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

import duckdb

Thing = TypeVar("Thing")
Made = TypeVar("Made")
# A long piece of work keeps the others busy no further than this: what they made waits in memory.
FAR = 8
AGAIN_SECONDS = 0.05


@dataclass
class Ahead(Generic[Thing, Made]):
    """`make` of each thing on a connection that `connect` opens, `at_once` of them. Use it in a `with`."""

    make: Callable[[Thing, duckdb.DuckDBPyConnection], Made]
    connect: Callable[[], duckdb.DuckDBPyConnection]
    at_once: int
    open: deque[duckdb.DuckDBPyConnection] = field(default_factory=deque, init=False)
    waiting: deque[Future[Made]] = field(default_factory=deque, init=False)

    def __enter__(self) -> Self:
        self.pool = ThreadPoolExecutor(self.at_once)
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        """Whatever is still asked is broken off: nobody will read it. What is decided in Python just now is finished first."""
        with one_interruption(kind in (KeyboardInterrupt, GeneratorExit)):
            self._break_off()

    def _break_off(self) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)
        # Again and again: an interruption reaches only what is being asked just then.
        while not all(future.done() for future in self.waiting):
            for connection in self.open:
                connection.interrupt()
            time.sleep(AGAIN_SECONDS)
        self.pool.shutdown()
        for connection in self.open:
            connection.close()

    def each(self, things: Iterable[Thing]) -> Iterator[Made]:
        """In the order of the things; the connection is closed when the next is asked for."""
        for thing in things:
            self.open.append(self.connect())
            self.waiting.append(self.pool.submit(self.make, thing, self.open[-1]))
            if len(self.waiting) == FAR:
                yield from self._first()
        while self.waiting:
            yield from self._first()

    def _first(self) -> Iterator[Made]:
        made = self.waiting[0].result()  # until it is done it can still be broken off
        self.waiting.popleft()
        yield made
        self.open.popleft().close()


@contextmanager
def one_interruption(leaving: bool) -> Iterator[None]:
    """Ctrl-C within is heard after, so that nothing is left running; by who is `leaving` for one already not again."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no signal comes here
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard and not leaving:
        signal.raise_signal(signal.SIGINT)
