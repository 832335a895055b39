"""Worlds with known truth: counties of invented people and firms, breaches planted and listed.

`make_world` writes one as a fact folder. The city 清宁市 and its neighbours exist on no map.

    macros/  the language: chance, days, who is who, names     drawn/  what happens, one row per unit, with its story
    tables/  the fact tables, one file each                    truth/  which units carry a planted breach
    stories.yaml  what is planted                              words.yaml  invented names
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
