"""Chinese numerals as measures write them: 一 to 九百九十九, and plain digits."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
ONE = "([一二两三四五六七八九])"
SHAPE = re.compile(f"(?:{ONE}百)?零?(?:{ONE}?(十))?{ONE}?")


def read_numeral(words: str) -> int | None:
    """二十三 → 23, 一百零二 → 102, 23 → 23; None for what is no number from 1 to 999."""
    if words.isdecimal():
        return int(words)
    found = SHAPE.fullmatch(words.replace("〇", "零"))
    if found is None:
        return None
    hundreds, tens, ten, ones = found.groups()
    value = 100 * _digit(hundreds) + (10 * (_digit(tens) or 1) if ten else 0) + _digit(ones)
    return value or None


def write_numeral(number: int) -> str:
    """23 → 二十三, 10 → 十, 102 → 一百零二; from 1 to 999."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{DIGITS[hundreds]}百" if hundreds else ""
    if not tens:
        return head + (("零" if head else "") + DIGITS[ones] if ones else "")
    leading = "" if tens == 1 and not head else DIGITS[tens]
    return f"{head}{leading}十{DIGITS[ones] if ones else ''}"


def _digit(character: str | None) -> int:
    return DIGITS.index(character.replace("两", "二")) if character else 0
