"""A unit's cells beside the cells it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qinqing.rules.patterns.cells import ALL, LIKE, OWN, Cells
from qinqing.rules.patterns.found import Floats, Ints, Sides

MEASURES = ("cases", "days", "amount")


@dataclass(frozen=True, slots=True)
class Grid:
    """One comparison in a pool: every pair of stratum and value numbered in their order, and what the pool holds.

    `of_cell`: the number of each cell's pair, -1 where the cell is not of this comparison.
    """

    strata: list[str | None]
    stratum: Ints
    value: Floats
    of_cell: Ints
    side: Ints
    measures: dict[str, Floats]
    everybody: dict[str, Floats]

    def summed(self, name: str, cells: slice, side: int) -> Floats:
        """A measure of one side, by pair."""
        pairs = self.of_cell[cells]
        chosen = (pairs >= 0) & (self.side[cells] == side)
        sums = np.bincount(pairs[chosen], self.measures[name][cells][chosen], len(self.value))
        return sums.astype(np.float64)

    def sides(self, unit: slice) -> Sides:
        """The unit's cells beside the like ones given, or beside the whole pool's without its own."""
        own = {name: self.summed(name, unit, OWN) for name in MEASURES}
        given = np.zeros(len(self.value), dtype=bool)
        given[self.of_cell[unit][self.of_cell[unit] >= 0]] = True
        if bool((self.side[unit] == LIKE).any()):
            like = {name: self.summed(name, unit, LIKE) for name in MEASURES}
        else:
            like = {name: np.maximum(0, self.everybody[name] - own[name]) for name in MEASURES}
        amount = own["amount"] + like["amount"]
        seen = given | (like["cases"] + like["days"] > 0)
        columns = (self.value, own["cases"], like["cases"], own["days"], like["days"], amount)
        return Sides(self.stratum[seen], *(column[seen] for column in columns))


def grid_of(cells: Cells, comparison: str) -> Grid:
    chosen = cells.of(comparison)
    strata, stratum_of_cell = cells.coded("stratum")
    value_of_cell = cells.figures("value")
    pairs = np.column_stack([stratum_of_cell, value_of_cell])[chosen]
    distinct, number = np.unique(pairs, axis=0, return_inverse=True)
    of_cell = np.full(len(chosen), -1)
    of_cell[chosen] = number.ravel()
    measures = {name: np.nan_to_num(cells.figures(name)) for name in MEASURES}
    stratum, value = distinct[:, 0].astype(np.int64), distinct[:, 1]
    grid = Grid(strata, stratum, value, of_cell, cells.side, measures, {})
    grid.everybody.update({name: grid.summed(name, slice(None), ALL) for name in MEASURES})
    return grid
