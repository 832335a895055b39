"""Numbers as measures write them: 二十三, 一百零二, 一〇二, 23 and full-width ２３."""

from __future__ import annotations

import unicodedata
from functools import cache

DIGITS = "零一二三四五六七八九"
PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
LARGEST = 9999
# 〇 is printed as a circle or a letter as often as not; 两 is 二 before a unit.
SAME = str.maketrans({"〇": "零", "○": "零", "两": "二"})
# A regular expression for what `read_numeral` may be able to read; typesetters put spaces inside.
NUMERAL = r"(?:[零〇○一二两三四五六七八九十百千](?:\s*[零〇○一二两三四五六七八九十百千])*|\d+)"


def read_numeral(words: str) -> int | None:
    """二十三, 二三, 23, ２３ → 23; 一百零二, 一〇二 → 102; None for what is no number from 1 to 9999."""
    plain = "".join(unicodedata.normalize("NFKC", words).split()).translate(SAME)
    if plain.isascii() and plain.isdigit():
        return int(plain) or None if len(plain) <= len(str(LARGEST)) else None
    return _spoken().get(plain) or _digit_by_digit(plain)


def write_numeral(number: int) -> str:
    """23 → 二十三, 10 → 十, 102 → 一百零二; a number beyond 0 to 9999 stays in digits."""
    if not 0 <= number <= LARGEST:
        return str(number)
    words, rest = "", number
    for size, name in PLACES:
        count, rest = divmod(rest, size)
        if count:
            words += DIGITS[count] + name
        elif words and rest and not words.endswith("零"):
            words += "零"
    return words.removeprefix("一") if words.startswith("一十") else words or "零"


@cache
def _spoken() -> dict[str, int]:
    """Every number as it is written, and as it is also said: 一十三 beside 十三, 一百十 beside 一百一十."""
    written = {write_numeral(number): number for number in range(1, LARGEST + 1)}
    said = {f"一{words}": number for words, number in written.items() if words.startswith("十")}
    short = {
        words.replace("百一十", "百十"): number for words, number in written.items() if "百一十" in words
    }
    return {**short, **said, **written}


def _digit_by_digit(words: str) -> int | None:
    """二零二二 → 2022, as years and some articles are written."""
    if not 1 < len(words) <= len(str(LARGEST)) or words[0] == "零" or set(words) - set(DIGITS):
        return None
    return int("".join(str(DIGITS.index(word)) for word in words))
