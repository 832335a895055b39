"""Two published samplers, for tests only: what they draw shows that texts are read and put together as they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from qinqing.draw.source_texts import KINDS, text_in


def key_string(sources: Iterable[Sequence[int]]) -> str:
    """RFC 3797, section 4.2: numbers ascending, each with a point behind it, a stroke behind each source."""
    return "".join("".join(f"{number}." for number in sorted(numbers)) + "/" for numbers in sources)


def rfc3797(key: str, pool: int, count: int) -> list[tuple[str, int, int]]:
    """(MD5 in hex, divisor, position from 1), as the reference prints them; a position drawn is struck off the list."""
    left = list(range(1, pool + 1))
    drawn = []
    for n in range(count):
        number = n.to_bytes(2, "big")
        hashed = hashlib.md5(number + key.encode("ascii") + number).hexdigest().upper()
        divisor = len(left)
        drawn.append((hashed, divisor, left.pop(int(hashed, 16) % divisor)))
    return drawn


def rivest(seed: str, total: int, count: int) -> list[int]:
    """Rivest's sampler of 2011, with replacement."""
    return [
        int(hashlib.sha256(f"{seed},{i}".encode()).hexdigest(), 16) % total + 1 for i in range(1, count + 1)
    ]


def numbers_of(line: str) -> list[int]:
    """A line of published numbers, read as a lottery source of ours reads it."""
    rule = {"issue": "1", "groups": [{"count": len(line.split()), "from": 1, "to": 999_999}]}
    _, normal = KINDS["lottery"].lines(rule, text_in(f"1\n{line}\n".encode()))
    return [int(number) for number in normal.split()]
