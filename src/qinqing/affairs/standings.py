"""Who does better, as far as the numbers can tell: places as intervals, so that chance is not taken for merit.

Two are told apart only where Fisher's exact test says so with Holm's correction over all pairs; then every place is
given as the range it may be. docs/algorithms/standings.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from scipy.stats import fisher_exact

# How often, of many comparisons with nothing in them, one may be told apart by chance.
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Count:
    """`of` cases, in `bad` of which something went wrong."""

    bad: int
    of: int


@dataclass(frozen=True, slots=True)
class Place:
    """From the best place it may have to the worst; 1 is the fewest gone wrong."""

    best: int
    worst: int


def places(counts: Sequence[Count], level: float = LEVEL) -> list[Place]:
    """One for each, in their order. Without cases one may stand anywhere."""
    better: list[tuple[int, int]] = _told_apart(counts, level)
    size = len(counts)
    return [
        Place(
            1 + sum(worse == here for _, worse in better),
            size - sum(best == here for best, _ in better),
        )
        for here in range(size)
    ]


def _told_apart(counts: Sequence[Count], level: float) -> list[tuple[int, int]]:
    """(better, worse) for every pair the data separate."""
    pairs = [(i, j) for i, j in combinations(range(len(counts)), 2) if counts[i].of and counts[j].of]
    tested = sorted((_p(counts[i], counts[j]), i, j) for i, j in pairs)
    found: list[tuple[int, int]] = []
    for rank, (p, i, j) in enumerate(tested):
        if p > level / (len(tested) - rank):  # Holm: the first that fails ends it
            break
        found.append((i, j) if _rate(counts[i]) < _rate(counts[j]) else (j, i))
    return found


def _p(one: Count, other: Count) -> float:
    table = [[one.bad, one.of - one.bad], [other.bad, other.of - other.bad]]
    return float(fisher_exact(table).pvalue)


def _rate(count: Count) -> float:
    return count.bad / count.of
