"""From cells to verdicts: each unit tested, then the false discoveries of all of them controlled together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.stats import false_discovery_control

from qinqing.rules.patterns.cells import LIKE, Cells
from qinqing.rules.patterns.comparing import Grid, grid_of
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.found import Chosen, Sides, Tested
from qinqing.rules.patterns.methods import METHODS
from qinqing.rules.patterns.screening import Screened, screened
from qinqing.rules.patterns.showing import UNCOUNTED, Key, Row
from qinqing.rules.patterns.telling import told

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
    """A unit before any other unit's p is known. `told`: the comparison a finding would tell of.

    `cases`: of either side in the fullest comparison.
    """

    key: Key
    row: Row
    compared: tuple[Compared, ...]
    told: Compared | None
    p: float
    judged: bool
    cases: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Batch:
    """The units of some pools, and what is asked of them."""

    cells: Cells
    declared: Declared

    @cached_property
    def grids(self) -> dict[str, Grid]:
        """By comparison."""
        methods = self.declared.compares.items()
        return {name: grid_of(self.cells, name, METHODS[method].stratified) for name, method in methods}

    @cached_property
    def screened(self) -> Screened:
        return screened(self.grids, self.declared)

    @property
    def concerned(self) -> Chosen:
        """Which units have cases of their own: without any, a unit differs from nothing in any stratum."""
        stratified = all(METHODS[method].stratified for method in self.declared.compares.values())
        own = self.cells.any_in_unit(self.cells.side != LIKE)
        return self.cells.named & (own | (not stratified))

    def row(self, unit: int) -> Row:
        """What does not hang on the test: the latest day of an own case, and what is missing."""
        missing = self.cells.least("missing", self.cells.place(unit)) if self.cells.lacking[unit] else None
        return {"unit": self.cells.names[unit], "on": self.cells.latest[unit], "missing": missing}

    def cases(self, unit: int) -> tuple[int, int]:
        """Of either side, in the comparison with the most own ones."""
        own, like = max((grid.cases for grid in self.grids.values()), key=lambda cases: float(cases[0][unit]))
        return int(own[unit]), int(like[unit])


def decide(counted: Iterable[Cells], declared: Declared, untold: int = 0) -> tuple[list[Row], dict[Key, Row]]:
    """One answer per unit, in order of unit; those that were not kept by pool and unit, for what is shown of them.

    So many more units as `untold` says were judged too, each with a p of 1.
    """
    found = [unit for cells in counted for unit in units_of(Batch(cells, declared))]
    units = sorted(found, key=lambda unit: str(unit.row["unit"]))
    qs = iter(controlled([unit.p for unit in units if unit.judged], untold))
    answers = [answer(unit, declared, next(qs) if unit.judged else 1.0) for unit in units]
    told = {unit.key: row for unit, row in zip(units, answers, strict=True) if row["verdict"] != "kept"}
    return answers, told


def controlled(ps: list[float], untold: int) -> list[float]:
    """The q of each p, `untold` further ones of 1 among them."""
    qs: list[float] = (
        false_discovery_control(np.append(ps, np.ones(untold)))[: len(ps)].tolist() if ps else []
    )
    return qs


def units_of(batch: Batch) -> Iterator[Unit]:
    for unit in np.flatnonzero(batch.concerned).tolist():
        surely_kept = batch.screened.kept[unit] and not batch.cells.lacking[unit]
        yield kept(batch, unit) if surely_kept else looked_at(batch, unit)


def kept(batch: Batch, unit: int) -> Unit:
    """Nothing is held of a unit that is kept; to the others any p above the level is the same."""
    return Unit(batch.cells.key(unit), batch.row(unit), (), None, 1.0, True)


def looked_at(batch: Batch, unit: int) -> Unit:
    """A unit by itself: its test where it is judged and may be found."""
    judged = bool(batch.screened.judged[unit])
    compared = tuple(compare(batch, unit)) if judged and not batch.screened.kept[unit] else ()
    chosen, p = together(compared, batch.declared)
    if judged and p > batch.declared.level and not batch.cells.lacking[unit]:
        return kept(batch, unit)
    return Unit(batch.cells.key(unit), batch.row(unit), compared, chosen, p, judged, batch.cases(unit))


def compare(batch: Batch, unit: int) -> Iterator[Compared]:
    names, coded = batch.cells.coded("stratum")
    for name, grid in batch.grids.items():
        sides, homes = grid.of(unit)
        enough, test = batch.screened.enough[name][unit], METHODS[batch.declared.compares[name]].test
        tested = test(sides, batch.declared.alternative) if enough else None
        yield Compared(name, sides, [names[number] for number in coded[homes]], tested)


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


def answer(unit: Unit, declared: Declared, q: float) -> Row:
    """The row of the unit in the columns of answers."""
    if unit.told and rounded(q) <= declared.level and points(unit, declared):
        return {**unit.row, "missing": None, **told(unit, declared, q)}
    if unit.row["missing"]:
        return {**unit.row, "verdict": "undetermined", "says": UNCOUNTED}
    if unit.judged:
        return {**unit.row, "verdict": "kept"}
    few = {"verdict": "undetermined", "says": "too-few", "missing": f"cases:{unit.row['unit']}"}
    own, like = unit.cases
    return {**unit.row, "cases": own, "like_cases": like, **few}


def points(unit: Unit, declared: Declared) -> bool:
    """Whether the difference lies on the side the rule asks about."""
    asked = unit.compared if declared.together == "both" else (unit.told,)
    above = all(c is not None and c.tested is not None and c.tested.above for c in asked)
    return above or declared.alternative == "two-sided"
