"""Cells as a pattern rule's query yields them: of several pools at once, so that each column is read but once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from qinqing.rules.patterns.found import Chosen, Floats, Ints

# `own`: of the unit · `like`: what it is compared with · `all`: of the whole pool (unit is null), like cases are
# those without the unit's own · `untold`, of all cells of a unit: one of the family with too few hits ever to be
# found; its p is 1, and its cells are read by nobody
SIDES = ("own", "like", "all")
OWN, LIKE, ALL = range(len(SIDES))
EARLIEST = np.datetime64(date.min)


@dataclass(frozen=True)
class Cells:
    """Cells of whole pools: pool by pool those of the whole pool first, then unit by unit, sorted by reading.ORDER."""

    table: pa.Table

    @cached_property
    def read(self) -> dict[tuple[str, str], Any]:
        """What was made of a column, once asked for: every unit asks for the same ones."""
        return {}

    def once(self, how: str, name: str, make: Callable[[pa.Array], Any]) -> Any:
        if (how, name) not in self.read:
            self.read[how, name] = make(self.table[name].combine_chunks())
        return self.read[how, name]

    def texts(self, name: str) -> pa.Array:
        return self.once("texts", name, lambda column: column)

    def coded(self, name: str) -> tuple[list[str | None], Ints]:
        """The distinct texts of a column and the number of each cell's."""
        coded: tuple[list[str | None], Ints] = self.once("coded", name, distinct_texts)
        return coded

    def figures(self, name: str) -> Floats:
        """A column of numbers, NaN where there is none."""
        figures: Floats = self.once("figures", name, numbers)
        return figures

    def measure(self, name: str) -> Floats:
        """A column of sums, 0 where there is none."""
        measure: Floats = self.once("measure", name, lambda column: np.nan_to_num(numbers(column)))
        return measure

    @cached_property
    def pool(self) -> Ints:
        """The number of each cell's pool. A cell without one shares it with no other."""
        names, coded = self.coded("pool")
        return np.cumsum(begins(coded) | (coded == index_of(names, None))) - 1

    @cached_property
    def unit(self) -> Ints:
        """The number of each cell's unit; those of a whole pool count as one without a name."""
        return np.cumsum(begins(self.pool) | begins(self.coded("unit")[1])) - 1

    @cached_property
    def bounds(self) -> Ints:
        """The first cell of each unit, and where the last one ends."""
        return np.append(np.flatnonzero(begins(self.unit)), len(self.unit))

    @cached_property
    def names(self) -> list[str | None]:
        """Of each unit."""
        names, coded = self.coded("unit")
        return [names[number] for number in coded[self.bounds[:-1]].tolist()]

    @cached_property
    def named(self) -> Chosen:
        """By unit, whether it is one."""
        return np.array([name is not None for name in self.names], dtype=bool)

    def key(self, unit: int) -> tuple[str | None, str]:
        """Names of pool and unit."""
        names, coded = self.coded("pool")
        return names[coded[self.bounds[unit]]], str(self.names[unit])

    def place(self, unit: int) -> slice:
        return slice(int(self.bounds[unit]), int(self.bounds[unit + 1]))

    def whole_pool(self, unit: int) -> slice:
        """Where the cells of the unit's pool are."""
        pool = self.pool[self.bounds[unit]]
        start, end = np.searchsorted(self.pool, (pool, pool + 1)).tolist()
        return slice(start, end)

    def any_in_unit(self, chosen: Chosen) -> Chosen:
        """By unit, whether any of its cells is among the chosen."""
        return np.logical_or.reduceat(chosen, self.bounds[:-1])

    @cached_property
    def home(self) -> Ints:
        """The first cell of each cell's stratum in its pool: one number for each, in the order the pool has them."""
        names, coded = self.coded("stratum")
        return first_alike(self.pool * len(names) + coded)

    @cached_property
    def side(self) -> Ints:
        names, coded = self.coded("side")
        return np.array([SIDES.index(str(name)) for name in names])[coded]

    @cached_property
    def latest(self) -> list[date]:
        """By unit, the latest day of its cells without the like ones; of all, where there are no others."""
        days: NDArray[np.datetime64] = self.once("days", "on", lambda column: column.to_numpy(False))
        starts, counts = self.bounds[:-1], self.side != LIKE
        of_own = np.maximum.reduceat(np.where(counts, days, EARLIEST), starts)
        of_all = np.maximum.reduceat(days, starts)
        latest: list[date] = np.where(self.any_in_unit(counts), of_own, of_all).tolist()
        return latest

    @cached_property
    def filled(self) -> Chosen:
        """Which cells stand for any case."""
        return self.figures("cases") > 0

    @cached_property
    def lacking(self) -> Chosen:
        """By unit, whether any of its cells says that something is missing."""
        return self.any_in_unit(self.texts("missing").is_valid().to_numpy(False))

    def first(self, name: str, place: slice) -> str | None:
        """The first text there is in these cells."""
        texts = self.texts(name)[place]
        there = len(texts) - texts.null_count
        return next(text.as_py() for text in texts if text.is_valid) if there else None

    def least(self, name: str, place: slice) -> str | None:
        texts = self.texts(name)[place].drop_null().unique()
        return min(texts.to_pylist(), default=None)

    def of(self, name: str) -> Chosen:
        """Which cells belong to a comparison and can be counted."""
        chosen: Chosen | None = self.read.get(("of", name))
        if chosen is None:
            names, coded = self.coded("comparison")
            alone = names == [None]
            counted = np.isfinite(self.figures("value"))
            chosen = counted if alone else counted & (coded == index_of(names, name))
            self.read["of", name] = chosen
        return chosen


def begins(column: Ints) -> Chosen:
    """Where an entry differs from the one before; the first one does."""
    return np.append(np.ones(min(1, len(column)), dtype=bool), column[1:] != column[:-1])


def first_alike(key: Ints) -> Ints:
    """The first place at which each one's key stands; of neighbours alike only one is looked for."""
    heads = np.flatnonzero(begins(key))
    _, first, number = np.unique(key[heads], return_index=True, return_inverse=True)
    return np.repeat(heads[first][number], np.diff(np.append(heads, len(key))))


def distinct_texts(column: pa.Array) -> tuple[list[str | None], Ints]:
    encoded = column
    if not pa.types.is_dictionary(column.type):
        encoded = column.dictionary_encode(null_encoding="encode")
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)


def numbers(column: pa.Array) -> Floats:
    figures = column.cast(pa.float64()).fill_null(np.nan)
    return np.asarray(figures.to_numpy(zero_copy_only=False), dtype=np.float64)


def index_of(names: list[str | None], name: str | None) -> int:
    return names.index(name) if name in names else -1
