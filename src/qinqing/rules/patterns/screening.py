"""Which units are kept whatever the others: that takes no exact p, so it is told of all of them at once.

docs/algorithms/screening.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qinqing.rules.patterns.comparing import Grid
from qinqing.rules.patterns.declared import Declared
from qinqing.rules.patterns.found import Chosen, Floats
from qinqing.rules.patterns.methods import METHODS

# A screen is right to a part in a million. Nearer to the level than this the test itself decides.
WIDER, FARTHER = 1.1, 1e-6


@dataclass(frozen=True, slots=True)
class Screened:
    """By unit: of which comparisons there are enough cases, whether it is judged, and whether it is surely kept."""

    enough: dict[str, Chosen]
    judged: Chosen
    kept: Chosen


def screened(grids: dict[str, Grid], declared: Declared) -> Screened:
    enough = {name: enough_cases(grid, declared) for name, grid in grids.items()}
    counts = np.sum([*enough.values()], axis=0)
    judged = counts == len(grids) if declared.together == "both" else counts > 0
    return Screened(enough, judged, surely_kept(grids, declared, enough, judged))


def enough_cases(grid: Grid, declared: Declared) -> Chosen:
    own, like = grid.cases
    counted = {"own": own, "like": like, "events": own + like}
    enough = np.diff(grid.first) > 0
    for name, least in declared.fewest.items():
        enough &= counted.get(name, np.full(len(own), least)) >= least
    return enough


def surely_kept(
    grids: dict[str, Grid], declared: Declared, enough: dict[str, Chosen], judged: Chosen
) -> Chosen:
    """Whether no figure of the unit could be found, told from `together` as the test does."""
    if declared.together == "both":
        return kept_by_any(grids, declared, judged)
    ps = [least_p(grid, declared.compares[name], declared, enough[name]) for name, grid in grids.items()]
    p = np.min(ps, axis=0) * np.sum([*enough.values()], axis=0)
    return judged & above(np.minimum(1.0, p), declared)


def kept_by_any(grids: dict[str, Grid], declared: Declared, judged: Chosen) -> Chosen:
    """Where the largest p counts, one above the level is enough: the cheapest comparison is asked first."""
    kept = np.zeros_like(judged)
    for name, grid in sorted(grids.items(), key=lambda named: len(named[1].unit)):
        asked = judged & ~kept
        kept |= asked & above(least_p(grid, declared.compares[name], declared, asked), declared)
    return kept


def least_p(grid: Grid, method: str, declared: Declared, asked: Chosen) -> Floats:
    """By unit, of those asked; 1 elsewhere: what is not compared finds nothing."""
    p = METHODS[method].screen(grid.only(asked), declared.alternative)
    return np.where(asked, p, 1.0)


def above(p: Floats, declared: Declared) -> Chosen:
    return np.asarray(p > declared.level * WIDER + FARTHER)
