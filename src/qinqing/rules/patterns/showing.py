"""What is shown of units that were not kept: words, evidence and sheet, from the cells of their pools read once more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np

from qinqing.rules.patterns.cells import Cells
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.pool import Pool, pool_at
from qinqing.rules.patterns.reading import Counted
from qinqing.rules.patterns.sheets import examples, sheet_of
from qinqing.rules.sheet import SHEET

# Of either side so many cases stand for all.
SHOWN = 10
# What cannot be counted cannot be compared either: there is no sheet of it.
UNCOUNTED = "uncounted"
# Pool and unit.
Key: TypeAlias = tuple[str | None, str]
Row: TypeAlias = dict[str, Any]


def show(answers: dict[Key, Row], counted: Counted, declared: Declared, words: tuple[str, ...]) -> None:
    """Adds to each answer what is shown of its unit. `words`: columns of the query that findings carry."""
    if not answers:
        return
    for cells in counted.of_pools({pool for pool, _ in answers}):
        for whole, units in by_pool(cells, answers):
            pool = pool_at(cells, whole, declared.compares)
            for unit, row in units:
                place = cells.place(unit)
                row |= {name: cells.first(name, place) for name in words}
                row |= cases_of(pool, range(place.start - whole.start, place.stop - whole.start), row["says"])


def by_pool(cells: Cells, answers: dict[Key, Row]) -> Iterator[tuple[slice, list[tuple[int, Row]]]]:
    """Where a pool is, and those of its units an answer tells of."""
    named = ((unit, answers.get(cells.key(unit))) for unit in np.flatnonzero(cells.named).tolist())
    told = ((unit, row) for unit, row in named if row is not None)
    for _, units in groupby(told, key=lambda unit: int(cells.pool[cells.bounds[unit[0]]])):
        first, *others = units
        yield cells.whole_pool(first[0]), [first, *others]


def cases_of(pool: Pool, unit: range, says: str) -> Row:
    shown = examples(pool, unit, SHOWN)
    return {"evidence": shown.refs, SHEET: sheet_of(pool, unit, shown) if says != UNCOUNTED else []}
