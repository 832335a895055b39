"""Work done ahead of whoever reads what it yields: some at once, each on a connection of its own, handed out in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, Self, TypeVar

import duckdb

Thing = TypeVar("Thing")
Made = TypeVar("Made")
# A long piece of work keeps the others busy no further than this: what they made waits in memory.
FAR = 8


@dataclass
class Ahead(Generic[Thing, Made]):
    """`make` of each thing on a connection that `connect` opens, `at_once` of them. Use it in a `with`."""

    make: Callable[[Thing, duckdb.DuckDBPyConnection], Made]
    connect: Callable[[], duckdb.DuckDBPyConnection]
    at_once: int
    open: deque[duckdb.DuckDBPyConnection] = field(default_factory=deque)

    def __enter__(self) -> Self:
        self.pool = ThreadPoolExecutor(self.at_once)
        return self

    def __exit__(self, *error: object) -> None:
        """Whatever still runs is broken off: nobody will read it."""
        for connection in self.open:
            connection.interrupt()
        self.pool.shutdown(cancel_futures=True)
        for connection in self.open:
            connection.close()

    def each(self, things: Iterable[Thing]) -> Iterator[Made]:
        """In the order of the things; the connection is closed when the next is asked for."""
        waiting: deque[Future[Made]] = deque()
        for thing in things:
            self.open.append(self.connect())
            waiting.append(self.pool.submit(self.make, thing, self.open[-1]))
            if len(waiting) == FAR:
                yield from self._first(waiting)
        while waiting:
            yield from self._first(waiting)

    def _first(self, waiting: deque[Future[Made]]) -> Iterator[Made]:
        yield waiting.popleft().result()
        self.open.popleft().close()
