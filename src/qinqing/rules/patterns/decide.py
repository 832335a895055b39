"""From cells to verdicts: each unit tested, then the false discoveries of all of them controlled together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scipy.stats import false_discovery_control

from qinqing.rules.patterns.cells import LIKE, Cells
from qinqing.rules.patterns.comparing import Grid, grid_of
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.found import Sides, Tested
from qinqing.rules.patterns.methods import METHODS
from qinqing.rules.patterns.sheets import examples, sheet_of
from qinqing.rules.patterns.telling import counts, told
from qinqing.rules.sheet import SHEET

# Of either side so many cases stand for all.
SHOWN = 10
# Machines may differ in the last digits of p; no verdict may.
DIGITS = 10


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of a unit: `tested` is None where there are too few cases. `strata` names its strata."""

    name: str
    sides: Sides
    strata: list[str | None]
    tested: Tested | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit before any other unit's p is known. `told`: the comparison a finding would tell of."""

    row: dict[str, Any]
    compared: tuple[Compared, ...]
    told: Compared | None
    p: float
    judged: bool


def decide(
    pools: Iterator[Cells], declared: Declared, words: tuple[str, ...], untold: int = 0
) -> list[dict[str, Any]]:
    """One answer per unit, in order of unit. `words`: columns of the query that findings carry.

    So many more units as `untold` says were judged too, each with a p of 1.
    """
    found = [unit for cells in pools for unit in units_of(cells, declared, words)]
    units = sorted(found, key=lambda unit: str(unit.row["unit"]))
    ps = [unit.p for unit in units if unit.judged]
    qs = iter(false_discovery_control([*ps, *[1.0] * untold]) if ps else ())
    return [answer(unit, declared, float(next(qs)) if unit.judged else 1.0) for unit in units]


def units_of(cells: Cells, declared: Declared, words: tuple[str, ...]) -> Iterator[Unit]:
    grids = {name: grid_of(cells, name) for name in declared.compares}
    for key, start, end in cells.units:
        place = slice(start, end)
        if key is None or not concerned(cells, place, declared):
            continue
        compared = tuple(compare(grids[name], place, name, declared) for name in grids)
        chosen, p = together(compared, declared)
        row = row_of(key, cells, place, words)
        judged = chosen is not None
        if judged and p > declared.level and not row["missing"]:  # kept, whatever the others: nothing is held
            yield Unit(row, (), None, p, judged)
        else:
            shown = examples(cells, place, SHOWN)
            row["evidence"] = [*shown.own, *shown.like]
            row[SHEET] = sheet_of(cells, place, shown, declared)
            yield Unit(row, compared, chosen, p, judged)


def concerned(cells: Cells, place: slice, declared: Declared) -> bool:
    """Whether a unit has cases of its own: without any, it differs from nothing in any stratum."""
    stratified = all(METHODS[method].stratified for method in declared.compares.values())
    return not stratified or bool((cells.side[place] != LIKE).any())


def compare(grid: Grid, place: slice, name: str, declared: Declared) -> Compared:
    method = METHODS[declared.compares[name]]
    sides = method.sides(grid.sides(place))
    tested = method.test(sides, declared.alternative) if enough_cases(sides, declared) else None
    return Compared(name, sides, grid.strata, tested)


def enough_cases(sides: Sides, declared: Declared) -> bool:
    own, like = float(sides.own.sum()), float(sides.like.sum())
    counted = {"own": own, "like": like, "events": own + like}
    short = [name for name, least in declared.fewest.items() if counted.get(name, least) < least]
    return bool(len(sides.own)) and not short


def together(compared: tuple[Compared, ...], declared: Declared) -> tuple[Compared | None, float]:
    """The comparison a finding tells of, and the p of the unit; (None, 1) where too few cases were compared."""
    tested = [(c.tested.p, place, c) for place, c in enumerate(compared) if c.tested]
    if not tested or (declared.together == "both" and len(tested) < len(compared)):
        return None, 1.0
    if declared.together == "both":
        p, _, chosen = max(tested)
        return chosen, rounded(p)
    p, _, chosen = min(tested)
    return chosen, rounded(min(1.0, p * len(tested)))


def rounded(p: float) -> float:
    return float(f"{p:.{DIGITS}g}")


def row_of(key: str, cells: Cells, place: slice, words: tuple[str, ...]) -> dict[str, Any]:
    """What does not hang on the test: words, the latest day of an own case, what is missing."""
    known = {name: cells.first(name, place) for name in words}
    on, missing = cells.latest("on", place, cells.side != LIKE), cells.least("missing", place)
    return {"unit": key, "on": on, "missing": missing, "evidence": [], SHEET: [], **known}


def answer(unit: Unit, declared: Declared, q: float) -> dict[str, Any]:
    """The row of the unit in the columns of answers."""
    if unit.told and rounded(q) <= declared.level and points(unit, declared):
        return {**unit.row, "missing": None, **told(unit, declared, q)}
    if unit.row["missing"]:
        # What cannot be counted cannot be compared either.
        return {**unit.row, "verdict": "undetermined", "says": "uncounted", SHEET: []}
    if unit.judged:
        return {**unit.row, "verdict": "kept"}
    few = {"verdict": "undetermined", "says": "too-few", "missing": f"cases:{unit.row['unit']}"}
    return {**unit.row, **counts(unit), **few}


def points(unit: Unit, declared: Declared) -> bool:
    """Whether the difference lies on the side the rule asks about."""
    asked = unit.compared if declared.together == "both" else (unit.told,)
    above = all(c is not None and c.tested is not None and c.tested.above for c in asked)
    return above or declared.alternative == "two-sided"
