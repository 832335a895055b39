"""Units beside the cells they are compared with: all units of some pools at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qinqing.rules.patterns.cells import ALL, LIKE, OWN, Cells, begins
from qinqing.rules.patterns.found import Chosen, Floats, Ints, Many, Sides, ranges, shared_strata

MEASURES = ("cases", "days", "amount")


@dataclass(frozen=True)
class Grid:
    """One comparison: the sides of all units, and of each of their strata the first cell in the pool."""

    many: Many
    home: Ints

    @cached_property
    def unit(self) -> Ints:
        """Of each line."""
        return self.many.unit[self.many.sides.stratum]

    @cached_property
    def first(self) -> Ints:
        """The first line of each unit, and the end."""
        return np.searchsorted(self.unit, np.arange(self.many.units + 1))

    @cached_property
    def cases(self) -> tuple[Floats, Floats]:
        """By unit, the cases of either side."""
        sides, units = self.many.sides, self.many.units
        own, like = (np.bincount(self.unit, side, units) for side in (sides.own, sides.like))
        return own.astype(np.float64), like.astype(np.float64)

    def of(self, unit: int) -> tuple[Sides, Ints]:
        """The sides of one unit, and the first cell of each of its strata."""
        lines = slice(self.first[unit], self.first[unit + 1])
        stratum = self.many.sides.stratum[lines]
        first, end = (stratum[0], stratum[-1] + 1) if len(stratum) else (0, 0)
        return Sides(stratum - first, *self.columns(lines)), self.home[first:end]

    def only(self, chosen: Chosen) -> Many:
        """The sides of chosen units; the others keep their numbers."""
        return self.where(chosen[self.unit]).many

    def where(self, lines: Chosen) -> Grid:
        """Of these lines alone, their strata numbered anew."""
        stratum = self.many.sides.stratum[lines]
        heads = begins(stratum)
        sides = Sides(np.cumsum(heads) - 1, *self.columns(lines))
        left = stratum[heads]
        return Grid(Many(sides, self.many.unit[left], self.many.units), self.home[left])

    def columns(self, lines: slice | Chosen) -> Iterator[Floats]:
        """All but the stratum."""
        sides = self.many.sides
        for column in (sides.value, sides.own, sides.like, sides.own_days, sides.like_days, sides.amount):
            yield column[lines]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What can be counted of a comparison: the distinct values of each stratum of a pool, sorted by both."""

    chosen: Ints
    of_chosen: Ints
    home: Ints
    value: Floats


@dataclass(frozen=True, slots=True)
class Lines:
    """Every pair of every stratum of a unit. `own`: the chosen cells that are some unit's, and the line of each."""

    unit: Ints
    home: Ints
    stratum: Ints
    pair: Ints
    own: Ints
    of_own: Ints


def grid_of(cells: Cells, comparison: str, stratified: bool) -> Grid:
    pairs = pairs_of(cells, np.flatnonzero(cells.of(comparison)))
    lines = lines_of(cells, pairs, stratified)
    given = np.zeros(len(lines.pair), dtype=bool)
    given[lines.of_own] = True
    likes = cells.any_in_unit(cells.side == LIKE)[lines.unit][lines.stratum]
    own, like = zip(*(both_sides(cells, name, pairs, lines, likes) for name in MEASURES), strict=True)
    amount = own[2] + like[2]
    sides = Sides(lines.stratum, pairs.value[lines.pair], own[0], like[0], own[1], like[1], amount)
    grid = Grid(Many(sides, lines.unit, len(cells.names)), lines.home)
    grid = grid.where(given | (like[0] + like[1] > 0))
    return grid.where(shared_strata(grid.many.sides)) if stratified else grid


def pairs_of(cells: Cells, chosen: Ints) -> Pairs:
    values, coded = np.unique(cells.figures("value")[chosen], return_inverse=True)
    pairs, number = np.unique(cells.home[chosen] * len(values) + coded, return_inverse=True)
    size = max(1, len(values))
    return Pairs(chosen, number, pairs // size, values[pairs % size])


def lines_of(cells: Cells, pairs: Pairs, stratified: bool) -> Lines:
    named = cells.named[cells.unit[pairs.chosen]]
    own, pair_of_own = pairs.chosen[named], pairs.of_chosen[named]
    key = cells.unit[own] * len(cells.unit) + cells.home[own]
    strata = np.unique(key[begins(key)] if stratified else everywhere(cells, pairs))
    unit, home = np.divmod(strata, len(cells.unit))
    first = np.searchsorted(pairs.home, home)
    sizes = np.searchsorted(pairs.home, home, "right") - first
    stratum, pair = ranges(first, sizes)
    back = (np.cumsum(sizes) - sizes - first)[np.searchsorted(strata, key)]
    return Lines(unit, home, stratum, pair, own, back + pair_of_own)


def everywhere(cells: Cells, pairs: Pairs) -> Ints:
    """Units with every stratum of their pool, also those they have no case in: some methods compare with all."""
    home, units = np.unique(pairs.home), np.flatnonzero(cells.named)
    pools, pool = cells.pool[home], cells.pool[cells.bounds[units]]
    first = np.searchsorted(pools, pool)
    unit, places = ranges(first, np.searchsorted(pools, pool, "right") - first)
    return units[unit] * len(cells.unit) + home[places]


def both_sides(cells: Cells, name: str, pairs: Pairs, lines: Lines, likes: Chosen) -> tuple[Floats, Floats]:
    """A measure of either side by line: beside the like cells given, or beside the whole pool's without its own."""
    measure, size = cells.measure(name), len(lines.pair)

    def summed(place: Ints, cell: Ints, side: int, size: int) -> Floats:
        chosen = cells.side[cell] == side
        return np.bincount(place[chosen], measure[cell[chosen]], size).astype(np.float64)

    own = summed(lines.of_own, lines.own, OWN, size)
    given = summed(lines.of_own, lines.own, LIKE, size)
    everybody = summed(pairs.of_chosen, pairs.chosen, ALL, len(pairs.value))[lines.pair]
    return own, np.where(likes, given, np.maximum(0, everybody - own))
