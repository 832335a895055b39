"""Cells held as running sums: what changed cases add to them and take from them is all that is counted anew.

Only of queries whose cells are plain sums over cases. A sum can be taken from, the latest day of a unit cannot: where
the case that had it is gone, the unit's department is counted anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa

from qinqing.rules.patterns.cells import EARLIEST, SIDES, Cells, distinct_texts, index_of, numbers
from qinqing.rules.patterns.found import Floats, Ints

# What tells cells apart, in the order they are sorted by: as reading.ORDER, and what is missing.
KEY = ("pool", "unit", "comparison", "stratum", "value", "side", "missing")
# The pools of a department are counted of its cases alone.
DEPARTMENT = "department_id"
COLUMNS = (*KEY, "cases", "on", DEPARTMENT)
LIKE = SIDES[1]
NEVER = EARLIEST.astype("datetime64[D]").astype(np.int64)

# So many cells there could be at most: their numbers are whole ones of 64 bits.
MOST = 1 << 62

# By column of KEY: the texts there are, in order, nothing first; of `value` the numbers.
Kinds: TypeAlias = Mapping[str, Sequence[Any]]


class TooManyKinds(Exception):
    """Of texts in cells to give each cell a number."""


@dataclass(frozen=True)
class Running:
    """`key`: a number for each cell, in the order of the cells · `latest`: day of the last case, of each unit's own
    cells and of its like ones · `departments`: pool → whose it is.
    """

    kinds: Kinds
    key: Ints
    cases: Ints
    latest: Ints
    departments: Mapping[str, str]

    @classmethod
    def of(cls, cells: pa.Table) -> Running:
        none = np.zeros(0, dtype=np.int64)
        kinds: Kinds = dict.fromkeys(KEY, ())
        return cls(kinds, none, none, np.full((0, 2), NEVER), {}).changed(cells.slice(0, 0), cells)[0]

    def changed(self, out: pa.Table, into: pa.Table) -> tuple[Running, set[str]]:
        """Without the cells of cases that are gone, with those of new ones; departments that must be counted anew."""
        grown = self._with_kinds_of(pa.concat_tables([out, into]))
        codes = [grown.codes(table) for table in (out, into)]
        signed = np.concatenate([-numbers(out["cases"]), numbers(into["cases"])])
        key = np.concatenate([np.ravel_multi_index(c, grown.shape) for c in codes])
        summed = grown._with_sums(key, signed)
        latest, doubtful = grown._days(codes, out, into)
        departments = {*out[DEPARTMENT].filter(pa.array(doubtful)).to_pylist()}
        known = dict(zip(into["pool"].to_pylist(), into[DEPARTMENT].to_pylist(), strict=True))
        return replace(summed, latest=latest, departments={**self.departments, **known}), departments

    def counted_anew(self, departments: set[str], cells: pa.Table) -> Running:
        """With these in place of whatever the departments had."""
        theirs = [pool for pool in self.kinds["pool"] if self.departments.get(pool) in departments]
        places = [self.kinds["pool"].index(pool) for pool in theirs]
        pool, unit, *_ = np.unravel_index(self.key, self.shape)
        gone = np.isin(pool, places)
        latest = np.full_like(self.latest, NEVER)
        stay = np.unique(unit[~gone])
        latest[stay] = self.latest[stay]
        left = replace(self, key=self.key[~gone], cases=self.cases[~gone], latest=latest)
        return left.changed(cells.slice(0, 0), cells)[0]

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(self.kinds[name]) for name in KEY)

    @property
    def cells(self) -> Cells:
        """As a query's, sorted."""
        codes = dict(zip(KEY, np.unravel_index(self.key, self.shape), strict=True))
        columns = {name: texts(self.kinds[name], codes[name]) for name in KEY if name != "value"}
        columns["missing"] = columns["missing"].dictionary.take(columns["missing"].indices)
        value = np.array(self.kinds["value"], dtype=np.float64)[codes["value"]]
        days = self.latest[codes["unit"], (codes["side"] == index_of([*self.kinds["side"]], LIKE)) * 1]
        return Cells(
            pa.table(
                {
                    **columns,
                    **{"value": pa.array(value, from_pandas=True), "cases": self.cases},
                    **{"on": days.astype("datetime64[D]"), "days": pa.nulls(len(value))},
                    "amount": pa.nulls(len(value)),
                }
            )
        )

    def codes(self, cells: pa.Table) -> list[Ints]:
        coded = []
        for name in KEY:
            there, number = distinct(name, cells)
            place = {kind: place for place, kind in enumerate(self.kinds[name])}
            coded.append(np.array([place[kind] for kind in there], dtype=np.int64)[number])
        return coded

    def _with_sums(self, key: Ints, signed: Floats) -> Running:
        keys, whose = np.unique(key, return_inverse=True)
        sums = np.rint(np.bincount(whose, signed, len(keys))).astype(np.int64)
        place = np.searchsorted(self.key, keys)
        there = np.append(self.key, -1)[place] == keys
        cases = self.cases.copy()
        cases[place[there]] += sums[there]
        key, cases = (
            np.insert(old, place[~there], new[~there]) for old, new in ((self.key, keys), (cases, sums))
        )
        return replace(self, key=key[cases != 0], cases=cases[cases != 0])

    def _days(self, codes: list[list[Ints]], out: pa.Table, into: pa.Table) -> tuple[Ints, np.ndarray]:
        """The latest days now; of each cell that goes, whether the day may have been its own only."""
        like = index_of([*self.kinds["side"]], LIKE)
        gone, come = (np.full_like(self.latest, NEVER) for _ in codes)
        for latest, (_, unit, *_, side, _), cells in zip((gone, come), codes, (out, into), strict=True):
            days = cells["on"].to_numpy().astype("datetime64[D]").astype(np.int64)
            np.maximum.at(latest, (unit, (side == like) * 1), days)
        latest = np.maximum(self.latest, come)
        doubtful = (gone == self.latest) & (come < gone)
        # Of a unit with cases of its own nobody asks for the day of like ones; without any it is counted anew.
        doubtful[:, 1] &= latest[:, 0] == NEVER
        nameless = [kind is None for kind in self.kinds["unit"]]
        doubtful[nameless] = False
        _, unit, *_, side, _ = codes[0]
        return latest, doubtful[unit, (side == like) * 1]

    def _with_kinds_of(self, cells: pa.Table) -> Running:
        """With room for what these cells hold for the first time."""
        new = {name: {*distinct(name, cells)[0]} - {*self.kinds[name]} for name in KEY}
        if not any(new.values()):
            return self
        kinds = {name: sorted([*self.kinds[name], *new[name]], key=nothing_first) for name in KEY}
        moved = {name: places(self.kinds[name], kinds[name]) for name in KEY}
        codes = np.unravel_index(self.key, self.shape)
        shape = tuple(len(kinds[name]) for name in KEY)
        if prod(shape) > MOST:
            raise TooManyKinds
        key = np.ravel_multi_index([moved[name][code] for name, code in zip(KEY, codes, strict=True)], shape)
        latest = np.full((len(kinds["unit"]), 2), NEVER)
        latest[moved["unit"]] = self.latest
        return replace(self, kinds=kinds, key=key, latest=latest)


def distinct(name: str, cells: pa.Table) -> tuple[list[Any], Ints]:
    """What stands in a column of KEY, and the number of each cell's; a column that is not there holds nothing."""
    if name not in cells.column_names:
        return [None], np.zeros(cells.num_rows, dtype=np.int64)
    column = cells[name].combine_chunks()
    return distinct_texts(column if name != "value" else column.cast(pa.float64()))


def nothing_first(kind: Any) -> tuple[bool, Any]:
    return kind is not None, kind


def places(some: Sequence[Any], all_: Sequence[Any]) -> Ints:
    place = {kind: place for place, kind in enumerate(all_)}
    return np.array([place[kind] for kind in some], dtype=np.int64)


def texts(kinds: Sequence[str | None], codes: Ints) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(codes, pa.array(kinds, pa.string()))
