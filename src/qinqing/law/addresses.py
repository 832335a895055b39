"""How an article is named: the address "13-1" in data, 第十三条之一 or Article 13-1 to people."""

from __future__ import annotations

import re

from qinqing.law.numerals import read_numeral, write_numeral
from qinqing.refusals import Say

NUMERAL = r"[零〇一二两三四五六七八九十百\d]+"
SPOKEN = re.compile(rf"(?:article|art\.?)?第?({NUMERAL})条?(?:(?:之|-)({NUMERAL}))?", re.IGNORECASE)
LISTED = re.compile(r"\d+(\.\d+)+")


def read_address(spoken: str) -> str | None:
    """The address meant by 13, 第十三条, 第十三条之一, 13-1, "art. 13" or 1.2; None if it is none."""
    words = re.sub(r"\s", "", spoken)
    if LISTED.fullmatch(words):
        return words
    found = SPOKEN.fullmatch(words)
    numbers = [read_numeral(part) for part in found.groups() if part] if found else [None]
    return "-".join(map(str, numbers)) if None not in numbers else None


def label(address: str) -> Say:
    """第十三条之一 / Article 13-1; an address in a numbered list stays as it is."""
    if LISTED.fullmatch(address):
        return Say(address, address)
    number, *inserted = address.split("-")
    after = "".join(f"之{write_numeral(int(part))}" for part in inserted)
    return Say(f"第{write_numeral(int(number))}条{after}", f"Article {address}")


def nearest(address: str | None, known: list[str]) -> str:
    """The known address closest by number; the first where the address is none."""
    if address is None:
        return known[0]
    return min(known, key=lambda other: _distance(_numbers(address), _numbers(other)))


def _numbers(address: str) -> list[int]:
    return [int(part) for part in re.split(r"[-.]", address)]


def _distance(one: list[int], other: list[int]) -> tuple[int, int]:
    return abs(one[0] - other[0]), abs(sum(one[1:]) - sum(other[1:]))
