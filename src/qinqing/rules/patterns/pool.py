"""The cells of one pool as plain lists: few cells are laid out in a sheet, and one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from qinqing.rules.patterns.cells import ALL, OWN, Cells
from qinqing.rules.patterns.comparing import MEASURES

# Comparison, stratum and value: cells of one kind in one pool differ in their unit or side alone.
Kind: TypeAlias = tuple[int, int, float]
Sums: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Pool:
    """Lists by cell, counted from the first of the pool. `filled`: whether any case is in it; `cases`: the one that
    stands for those of the cell · `counted`: by comparison, which cells belong to it and can be counted.
    """

    side: list[int]
    filled: list[bool]
    kinds: list[Kind]
    strata: list[str]
    cases: list[str | None]
    sums: list[Sums]
    counted: dict[str, list[bool]]

    @cached_property
    def everybody(self) -> list[int]:
        """The cells of the whole pool, as far as cases are in them."""
        return [place for place, side in enumerate(self.side) if side == ALL and self.filled[place]]

    @cached_property
    def alike(self) -> dict[Kind, list[str]]:
        """Kind → the cases that stand for units there."""
        alike: dict[Kind, list[str]] = {}
        for side, filled, kind, case in zip(self.side, self.filled, self.kinds, self.cases, strict=True):
            if side == OWN and filled and case is not None:
                alike.setdefault(kind, []).append(case)
        return alike


def pool_at(cells: Cells, place: slice, comparisons: Iterable[str]) -> Pool:
    names, coded = cells.coded("stratum")
    kinds = (cells.coded("comparison")[1], cells.home, cells.figures("value"))
    return Pool(
        cells.side[place].tolist(),
        cells.filled[place].tolist(),
        [*zip(*(column[place].tolist() for column in kinds), strict=True)],
        [names[number] or "" for number in coded[place].tolist()],
        cells.texts("example")[place].to_pylist(),
        [*zip(*(cells.measure(name)[place].tolist() for name in MEASURES), strict=True)],
        {name: cells.of(name)[place].tolist() for name in comparisons},
    )
