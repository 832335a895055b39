"""The exact texts of a draw and what is hashed of them.

Everything hashed is a canonical text (`tlog.canonical`): one text for one meaning, so that anybody gets the same bytes.
A list is hashed as a file would be: a first line that says what it is, then a line per row, each ended by a newline.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from qinqing.tlog.canonical import canonical
from qinqing.tlog.canonical import plain as plain  # the only place that knows where the profile lives

HEX = re.compile(r"[0-9a-f]{64}\Z")
PLAN, POOL, INSPECTORS, RESULT = (
    "qqdraw-plan/v1",
    "qqdraw-pool/v1",
    "qqdraw-inspectors/v1",
    "qqdraw-result/v1",
)
COMMITMENT = b"qq-commit/v1"


def text_of(entry: Mapping[str, Any]) -> str:
    """The canonical text; ValueError for what the profile leaves out."""
    return canonical(dict(entry)).decode("utf-8")


def entry_of(text: str) -> dict[str, Any] | None:
    """What a canonical text says; None where `text` is not exactly the canonical text of an object."""
    try:
        entry = json.loads(text)
        return entry if isinstance(entry, dict) and text_of(entry) == text else None
    except (ValueError, RecursionError):
        return None


def digest(data: bytes) -> str:
    """SHA-256 in lower-case hex, as every step writes it."""
    return hashlib.sha256(data).hexdigest()


def root(title: str, lines: Iterable[str]) -> str:
    """SHA-256 of the title's line and one line per row: what `sha256sum` says of the same text in a file."""
    return digest("\n".join([title, *lines, ""]).encode("utf-8"))


def commitment(tag: str, salt: bytes, payload: Mapping[str, Any]) -> str:
    """SHA-256("qq-commit/v1" ‖ 0 ‖ tag ‖ 0 ‖ salt ‖ canonical(payload)): the commitment of the proof contract."""
    return digest(b"\0".join((COMMITMENT, tag.encode(), salt + canonical(dict(payload)))))
