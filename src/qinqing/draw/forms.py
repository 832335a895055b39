"""Which fields each step holds, and of what shape: a step with one more or one less is no step of a draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qinqing.draw.bundle import COMMIT, OPEN, RUN, SUBSTITUTE, VOID
from qinqing.draw.plan import ID
from qinqing.draw.texts import HEX
from qinqing.draw.times import read_time

Shape = Callable[[Any], bool]


def is_text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def is_hash(value: object) -> bool:
    return isinstance(value, str) and HEX.match(value) is not None


def is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def is_moment(value: object) -> bool:
    return read_time(value) is not None


def is_list(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def is_object(fields: Mapping[str, Shape]) -> Shape:
    return lambda value: (
        isinstance(value, dict) and set(value) == set(fields) and all(fields[k](value[k]) for k in fields)
    )


def is_anything(value: object) -> bool:
    """Looked at more closely where it is used."""
    return True


SIZE = is_object(
    dict.fromkeys(("eligible", "drawn", "reserve"), is_count)
    | dict.fromkeys(("risk", "share_pct", "reserve_pct"), is_text)
)
VALUE = is_object(dict.fromkeys(("id", "value", "status", "source"), is_text))
USED = is_object(
    {"name": is_text, "fallback": lambda v: v is None or is_text(v), "normal": is_text, "text": is_hash}
)
EVERY: dict[str, Shape] = {
    "v": lambda v: type(v) is int and v == 1,
    "draw": lambda v: isinstance(v, str) and ID.match(v) is not None,
    "n": is_count,
    "type": is_text,
    "at": is_moment,
    "prev": is_hash,
}
OWN: dict[str, dict[str, Shape]] = {
    COMMIT: {
        "algorithm": is_text,
        "plan": is_hash,
        "enterprises": is_object({"root": is_hash, "count": is_count, "excluded": is_count}),
        "inspectors": is_object({"root": is_hash, "count": is_count, "away": is_count}),
        "team": is_count,
        "sizes": is_list(SIZE),
        "values": is_list(VALUE),
        "sources": is_anything,
        "parts": is_anything,
    },
    RUN: {"sources": is_list(USED), "result": is_hash, "unsealed": is_list(is_text)},
    SUBSTITUTE: {"number": is_count, "substitution": is_hash},
    OPEN: {"nonces": is_list(is_hash), "seed": is_hash, "result": is_hash},
    VOID: {"by": is_list(is_text), "reason": is_text},
}


def is_step(entry: Mapping[str, Any]) -> bool:
    own = OWN.get(str(entry.get("type")))
    return own is not None and is_object(EVERY | own)(entry)
