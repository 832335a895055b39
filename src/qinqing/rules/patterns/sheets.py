"""Which cases stand for a unit and for its like ones, and the sheet that lays them side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from qinqing.rules.patterns.cells import ALL, LIKE, OWN, Cells
from qinqing.rules.patterns.declared import Declared

PLACES = Decimal("0.01")
Chosen = NDArray[np.bool_]
MEASURES = ("cases", "days", "amount")
NOTHING = (0.0,) * len(MEASURES)


@dataclass(frozen=True, slots=True)
class Examples:
    """Some cases of either side, as `table:key`, no case twice."""

    own: list[str]
    like: list[str]


def examples(cells: Cells, unit: slice, shown: int) -> Examples:
    """At most `shown` of the unit's cases, and of like ones of its strata."""
    own_cells, like_cells = sides_of(cells, unit)
    own = named(cells, own_cells)
    like = [case for case in named(cells, like_cells) if case not in {*own}]
    return Examples(spread(own, shown), spread(like, shown))


def sides_of(cells: Cells, unit: slice) -> tuple[Chosen, Chosen]:
    """The unit's own cells, and the like ones of its strata."""
    _, stratum = cells.coded("stratum")
    in_unit = np.zeros(len(stratum), dtype=bool)
    in_unit[unit] = True
    like = (in_unit & (cells.side == LIKE)) | (cells.side == ALL)
    like &= np.isin(stratum, np.unique(stratum[unit]))
    return in_unit & (cells.side == OWN), like


def named(cells: Cells, chosen: Chosen) -> list[str]:
    found = cells.table["example"].filter(chosen & (cells.figures("cases") > 0)).to_pylist()
    return [example for example in dict.fromkeys(found) if example is not None]


def spread(examples: list[str], shown: int) -> list[str]:
    """At most `shown` of them, evenly from first to last: over all strata and values."""
    step = max(1.0, len(examples) / shown)
    return [examples[int(n * step)] for n in range(min(shown, len(examples)))]


def sheet_of(cells: Cells, unit: slice, shown: Examples, declared: Declared) -> list[dict[str, Any]]:
    """The lines of the sheet, as `LikeCase`: own cases, then like ones, as often as they were compared."""
    own, like = sides_of(cells, unit)
    compared = [(name, cells.of(name)) for name in declared.compares]
    return [
        *(line for name, cell in compared for line in lines(cells, name, own & cell, shown.own)),
        *(
            line
            for name, cell in compared
            for line in lines(cells, name, like & cell, shown.like, own & cell)
        ),
    ]


def lines(
    cells: Cells, name: str, chosen: Chosen, refs: list[str], own: Chosen | None = None
) -> Iterator[dict[str, Any]]:
    """A line for every chosen cell one of `refs` stands for; `own`: the unit's cells, where these are like ones."""
    stands = pc.is_in(cells.table["example"], pa.array(refs, pa.string())).to_numpy().astype(bool)
    taken = own_sums(cells, own) if own is not None else {}
    values = cells.figures("value")
    for place in np.flatnonzero(chosen & stands).tolist():
        stratum, value = cells.table["stratum"][place].as_py() or "", float(values[place])
        out = taken.get((stratum, value)) if cells.side[place] == ALL else None
        cases, days, amount = (
            given - less for given, less in zip(sums(cells, place), out or NOTHING, strict=True)
        )
        if cases > 0:
            yield {
                "own": own is None,
                "ref": cells.table["example"][place].as_py(),
                "comparison": name,
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
