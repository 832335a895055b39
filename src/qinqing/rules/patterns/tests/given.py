"""Sides for tests, given as tables or as lists of values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qinqing.rules.patterns.found import Sides

Table = tuple[int, int, int, int]


def sides(rows: Sequence[tuple[int, float, float, float]], days: Sequence[tuple[float, float]] = ()) -> Sides:
    """Rows of (stratum, value, own, like) in order; `days` of either side beside them."""
    stratum, value, own, like = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    own_days, like_days = np.array(days or [(0, 0)] * len(rows), dtype=float).T
    return Sides(stratum.astype(int), value, own, like, own_days, like_days, np.zeros(len(rows)))


def of_tables(tables: Sequence[Table]) -> Sides:
    """2 × 2 tables: own hits, own others, like hits, like others."""
    rows = [row for s, (a, b, c, d) in enumerate(tables) for row in ((s, 0.0, b, d), (s, 1.0, a, c))]
    return sides(rows)


def of_values(strata: Sequence[tuple[Sequence[float], Sequence[float]]]) -> Sides:
    """Per stratum the values of either side."""
    rows = []
    for number, (own, like) in enumerate(strata):
        rows += [(number, v, [*own].count(v), [*like].count(v)) for v in sorted({*own, *like})]
    return sides(rows)
