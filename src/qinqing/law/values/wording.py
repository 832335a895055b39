"""A value in words: 20个工作日 / 20 working days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from qinqing.law.values.catalogue import packaged
from qinqing.law.values.model import Items, Plain, Value
from qinqing.refusals import Say

YES, NO = Say("是", "yes"), Say("否", "no")


def wording(value: Value, plain: Plain) -> Say:
    """What `plain`, a value of `value`, reads as, unit included."""
    if isinstance(plain, Say):
        return plain
    if isinstance(plain, bool):
        return YES if plain else NO
    if isinstance(plain, Items):
        return Say("；".join(item.zh for item in plain), "; ".join(item.en for item in plain))
    if isinstance(plain, date | str):
        return Say(str(plain), str(plain))
    return _measured(value.unit, plain)


def unit_words(unit: str) -> Say:
    """The unit alone: 个工作日 / working days."""
    says = packaged().words.units[unit].says
    return Say(says.zh.format(n="").strip(), says.en.format(n="").strip())


def _measured(unit: str, number: int | Decimal) -> Say:
    known = packaged().words.units[unit]
    english = known.one if number == 1 else known.says.en
    written = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return Say(known.says.zh.format(n=written), english.format(n=written))
