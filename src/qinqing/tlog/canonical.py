"""Canonical bytes of an entry: RFC 8785 in the restricted profile of the proof contract.

ASCII lower-case keys, no floats, integers below 2**53, NFC strings without control or bidi characters. No deeper
than 32: readers in other languages stop at depths of their own, and all must agree on what is an entry.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

KEY = re.compile(r"[a-z][a-z0-9_]*\Z")
# Control characters but tab and line feed, halves of surrogate pairs, and what turns the direction of writing.
LEFT_OUT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
MAX_BYTES = 60_000
MAX_INTEGER = 2**53 - 1
MAX_DEPTH = 32


def canonical(entry: dict[str, Any], most: int | None = MAX_BYTES) -> bytes:
    """The one byte string that stands for `entry`; ValueError for what the profile leaves out.

    `most`: bytes it may have; None for what is committed to and never handed out.
    """
    _check(entry)
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    data = text.encode("utf-8")
    if most is not None and len(data) > most:
        raise ValueError(f"an entry holds at most {most} bytes, this one {len(data)}")
    return data


def read_canonical(data: bytes) -> dict[str, Any]:
    """The entry these bytes stand for; ValueError unless they are exactly its canonical bytes."""
    try:
        entry = json.loads(data.decode("utf-8"))
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(entry, dict) or canonical(entry) != data:
        raise ValueError("these bytes are not canonical")
    return entry


def plain(value: Any) -> Any:
    """`value` with every text in the profile's form: what people type and paste holds more than it may.

    NFC, line ends as one character, control and bidirectional characters left out; keys are ours and stay. A character
    that Unicode may yet make a combining one becomes U+FFFD: what is NFC then is NFC to every reader, older or younger.
    """
    match value:
        case dict():
            return {key: plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
        case str():
            # What is printable is assigned: most texts need no closer look.
            settled = value if value.isprintable() else "".join(map(_settled, value))
            text = unicodedata.normalize("NFC", settled.replace("\r\n", "\n").replace("\r", "\n"))
            return LEFT_OUT.sub("", text)
        case _:
            return value


def _check(value: Any, depth: int = 1) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(f"nested deeper than {MAX_DEPTH}")
    match value:
        case dict():
            for key, inner in value.items():
                if not KEY.match(key):
                    raise ValueError(f"key {key!r} is not lower-case ASCII")
                _check(inner, depth + 1)
        case list() | tuple():
            for inner in value:
                _check(inner, depth + 1)
        case str():
            _check_text(value)
        case bool() | None:
            pass
        case int():
            if abs(value) > MAX_INTEGER:
                raise ValueError(f"integer {value} is too large")
        case _:
            raise ValueError(f"{type(value).__name__} has no canonical form")


def _check_text(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("text is not NFC")
    if LEFT_OUT.search(text):
        raise ValueError("text holds control or bidirectional characters")


def _settled(char: str) -> str:
    """It, where it is assigned or in a block of pictures and ideographs: none of those ever combines, and names need the youngest."""
    return char if unicodedata.category(char) != "Cn" or 0x1F000 <= ord(char) < 0x40000 else "\ufffd"
