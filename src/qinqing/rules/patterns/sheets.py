"""Which cases stand for a unit and for its like ones, and the sheet that lays them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from qinqing.rules.patterns.cells import ALL, LIKE, OWN
from qinqing.rules.patterns.comparing import MEASURES
from qinqing.rules.patterns.pool import Pool, Sums

PLACES = Decimal("0.01")
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


def examples(pool: Pool, unit: range, shown: int) -> Examples:
    """At most `shown` of the unit's cases, and of like ones of its strata."""
    own = standing(pool, own_cells(pool, unit))
    like = like_standing(pool, like_cells(pool, unit), {*own.values()})
    return Examples(spread(own, shown), spread(like, shown))


def own_cells(pool: Pool, unit: range) -> list[int]:
    """The unit's own cells, as far as cases are in them."""
    return [place for place in unit if pool.side[place] == OWN and pool.filled[place]]


def like_cells(pool: Pool, unit: range) -> list[int]:
    """The like ones of its strata, as far as cases are in them: the unit's, and the whole pool's."""
    strata = {pool.kinds[place][1] for place in unit}
    like = [place for place in unit if pool.side[place] == LIKE and pool.filled[place]]
    return sorted({*like, *(place for place in pool.everybody if pool.kinds[place][1] in strata)})


def standing(pool: Pool, chosen: Iterable[int]) -> dict[int, str]:
    """Cell → the case that stands for it."""
    return {place: name for place in chosen if (name := pool.cases[place]) is not None}


def like_standing(pool: Pool, chosen: Iterable[int], own: set[str]) -> dict[int, str]:
    """As `standing`, without the unit's own cases: another unit's stands for a cell of the whole pool then."""
    stands = standing(pool, chosen)
    others = {place: another(pool, place, own) for place, name in stands.items() if name in own}
    return {place: name for place, name in (stands | others).items() if name}


def another(pool: Pool, place: int, own: set[str]) -> str | None:
    """A case of some other unit that is alike; None where there is none, or the cell is no whole pool's."""
    if pool.side[place] != ALL:
        return None
    return next((name for name in pool.alike.get(pool.kinds[place], ()) if name not in own), None)


def spread(stands: dict[int, str], shown: int) -> dict[int, str]:
    """At most `shown` cases, evenly from first to last: over all strata and values."""
    names = [*dict.fromkeys(stands.values())]
    step = max(1.0, len(names) / shown)
    chosen = {names[int(n * step)] for n in range(min(shown, len(names)))}
    return {place: name for place, name in stands.items() if name in chosen}


def sheet_of(pool: Pool, unit: range, shown: Examples) -> list[dict[str, Any]]:
    """The lines of the sheet, as `LikeCase`: own cases, then like ones, as often as they were compared."""
    own = own_cells(pool, unit)
    taken = {
        name: own_sums(pool, (place for place in own if cell[place])) for name, cell in pool.counted.items()
    }
    return [
        *(line for name, cell in pool.counted.items() for line in lines(pool, name, cell, shown.own)),
        *(
            line
            for name, cell in pool.counted.items()
            for line in lines(pool, name, cell, shown.like, taken[name])
        ),
    ]


def own_sums(pool: Pool, own: Iterable[int]) -> dict[tuple[str, float], Sums]:
    """Stratum and value → what the unit's own cells sum up: a cell of the whole pool holds them too."""
    return {(pool.strata[place], pool.kinds[place][2]): pool.sums[place] for place in own}


def lines(
    pool: Pool,
    comparison: str,
    counted: list[bool],
    stands: dict[int, str],
    taken: dict[tuple[str, float], Sums] | None = None,
) -> Iterator[dict[str, Any]]:
    """A line for every counted cell a case stands for; `taken`: what is the unit's own, where these are like ones."""
    for place, ref in stands.items():
        if not counted[place]:
            continue
        stratum, value = pool.strata[place], pool.kinds[place][2]
        out = (taken or {}).get((stratum, value)) if pool.side[place] == ALL else None
        given = zip(pool.sums[place], out or NOTHING, strict=True)
        cases, days, amount = (all_there - less for all_there, less in given)
        if cases > 0:
            yield {
                "own": taken is None,
                "ref": ref,
                "comparison": comparison,
                "stratum": stratum,
                "value": exact(value),
                "cases": round(cases),
                "days": round(days),
                "amount_cny": exact(amount),
            }


@lru_cache(maxsize=4096)
def exact(figure: float) -> Decimal:
    return Decimal(repr(float(figure))).quantize(PLACES)
