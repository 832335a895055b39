"""Which cases stand for a unit and for its like ones, and the sheet that lays them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qinqing.rules.patterns.cells import ALL, LIKE, OWN, Cells
from qinqing.rules.patterns.declared import Declared

PLACES = Decimal("0.01")
Chosen = NDArray[np.bool_]
MEASURES = ("cases", "days", "amount")
NOTHING = (0.0,) * len(MEASURES)


@dataclass(frozen=True, slots=True)
class Examples:
    """Some cases of either side, as `table:key`, no case twice: by the cell each stands for."""

    own: dict[int, str]
    like: dict[int, str]

    @property
    def refs(self) -> list[str]:
        """Own ones first."""
        return [*dict.fromkeys([*self.own.values(), *self.like.values()])]


def examples(cells: Cells, unit: slice, shown: int) -> Examples:
    """At most `shown` of the unit's cases, and of like ones of its strata."""
    own_cells, like_cells = sides_of(cells, unit)
    own = standing(cells, own_cells)
    like = like_standing(cells, like_cells, {*own.values()})
    return Examples(spread(own, shown), spread(like, shown))


def sides_of(cells: Cells, unit: slice) -> tuple[Chosen, Chosen]:
    """The unit's own cells, and the like ones of its strata, as far as cases are in them."""
    _, stratum = cells.coded("stratum")
    in_unit, filled = np.zeros(len(stratum), dtype=bool), cells.figures("cases") > 0
    in_unit[unit] = True
    like = (in_unit & (cells.side == LIKE)) | (cells.side == ALL)
    like &= np.isin(stratum, np.unique(stratum[unit]))
    return in_unit & filled & (cells.side == OWN), like & filled


def standing(cells: Cells, chosen: Chosen) -> dict[int, str]:
    """Cell → the case that stands for it."""
    names, coded = cells.coded("example")
    named = ((place, names[coded[place]]) for place in np.flatnonzero(chosen).tolist())
    return {place: name for place, name in named if name is not None}


def like_standing(cells: Cells, chosen: Chosen, own: set[str]) -> dict[int, str]:
    """As `standing`, without the unit's own cases: another unit's stands for a cell of the whole pool then."""
    stands = standing(cells, chosen)
    others = {place: another(cells, place, own) for place, name in stands.items() if name in own}
    return {place: name for place, name in (stands | others).items() if name}


def another(cells: Cells, place: int, own: set[str]) -> str | None:
    """A case of some other unit that is alike; None where there is none, or the cell is no whole pool's."""
    if cells.side[place] != ALL:
        return None
    alike = cells.read.get(("alike", "")) or cells.read.setdefault(("alike", ""), cases_alike(cells))
    return next((name for name in alike.get(kind(cells, place), ()) if name not in own), None)


def cases_alike(cells: Cells) -> dict[tuple[int, int, float], list[str]]:
    """Comparison, stratum and value → the cases that stand for units there, once a pool."""
    alike: dict[tuple[int, int, float], list[str]] = {}
    for place, name in standing(cells, (cells.side == OWN) & (cells.figures("cases") > 0)).items():
        alike.setdefault(kind(cells, place), []).append(name)
    return alike


def kind(cells: Cells, place: int) -> tuple[int, int, float]:
    comparison, stratum = (int(cells.coded(name)[1][place]) for name in ("comparison", "stratum"))
    return comparison, stratum, float(cells.figures("value")[place])


def spread(stands: dict[int, str], shown: int) -> dict[int, str]:
    """At most `shown` cases, evenly from first to last: over all strata and values."""
    names = [*dict.fromkeys(stands.values())]
    step = max(1.0, len(names) / shown)
    chosen = {names[int(n * step)] for n in range(min(shown, len(names)))}
    return {place: name for place, name in stands.items() if name in chosen}


def sheet_of(cells: Cells, unit: slice, shown: Examples, declared: Declared) -> list[dict[str, Any]]:
    """The lines of the sheet, as `LikeCase`: own cases, then like ones, as often as they were compared."""
    own_cells, _ = sides_of(cells, unit)
    compared = [(name, cells.of(name)) for name in declared.compares]
    return [
        *(line for name, cell in compared for line in lines(cells, name, cell, shown.own)),
        *(line for name, cell in compared for line in lines(cells, name, cell, shown.like, own_cells & cell)),
    ]


def lines(
    cells: Cells, comparison: str, counted: Chosen, stands: dict[int, str], own: Chosen | None = None
) -> Iterator[dict[str, Any]]:
    """A line for every counted cell a case stands for; `own`: the unit's cells, where these are like ones."""
    taken = own_sums(cells, own) if own is not None else {}
    for place, ref in stands.items():
        if not counted[place]:
            continue
        stratum, value = cells.table["stratum"][place].as_py() or "", float(cells.figures("value")[place])
        out = taken.get((stratum, value)) if cells.side[place] == ALL else None
        given = zip(sums(cells, place), out or NOTHING, strict=True)
        cases, days, amount = (all_there - less for all_there, less in given)
        if cases > 0:
            yield {
                "own": own is None,
                "ref": ref,
                "comparison": comparison,
                "stratum": stratum,
                "value": exact(value),
                "cases": round(cases),
                "days": round(days),
                "amount_cny": exact(amount),
            }


def own_sums(cells: Cells, own: Chosen) -> dict[tuple[str, float], tuple[float, ...]]:
    """(stratum, value) → what the unit's own cells sum up: a cell of the whole pool holds them too."""
    values = cells.figures("value")
    return {
        (cells.table["stratum"][place].as_py() or "", float(values[place])): sums(cells, place)
        for place in np.flatnonzero(own).tolist()
    }


def sums(cells: Cells, place: int) -> tuple[float, ...]:
    return tuple(float(cells.table[name][place].as_py() or 0) for name in MEASURES)


def exact(figure: float) -> Decimal:
    return Decimal(repr(float(figure))).quantize(PLACES)
