"""Worlds with known truth: counties of invented people and firms, breaches planted and listed.

`make_world` writes one as a fact folder. The city 清宁市 and its neighbours exist on no map.

    macros/  the language: chance, days, who is who, names     drawn/  what happens, one row per unit, with its story
    tables/  the fact tables, one file each                    truth/  the units of each kind, as findings name them
    planted/ what is planted, and what only looks like it      words.yaml  invented names

To plant for one more rule: name its stories in `planted/` and count its units in `stories.units_of`; let the
view in `drawn/` ask `<unit>_story(number)` and tell each story; add a query to `truth/`. Truth follows from these:
no rule is run. Whatever carries no story keeps every duty. Draws read nothing but the seed and a row's number, so
queries neither sort, group nor join, and memory does not grow with the world.

Of a pattern rule the units are bureaus: macros/9-patterns.sql says who differs in one that carries its story, and
patterns.py how many cases a bureau must have to carry it.
"""

from __future__ import annotations

from typing import TypedDict

from qinqing.facts.world.make import make_world
from qinqing.facts.world.size import LAST_DAY, World


class Demo(TypedDict):
    """What `make_world` is given for the demonstration."""

    enterprises: int
    officials: int
    years: int
    seed: int


DEMO: Demo = {"enterprises": 400, "officials": 60, "years": 3, "seed": 20261030}

__all__ = ["DEMO", "LAST_DAY", "World", "make_world"]
