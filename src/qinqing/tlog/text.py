"""The two encodings every format of the log is made of, each value written in one way only."""

from __future__ import annotations

import base64
import binascii
import re

LARGEST = 2**63 - 1
DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z")


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes | None:
    """The bytes, or None: padding, alphabet and the unused last bits are as `to_base64` writes them."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
    return data if to_base64(data) == text else None


def from_decimal(text: str) -> int | None:
    """A number from 0 to 2⁶³-1 without leading zeroes, or None."""
    number = int(text) if DECIMAL.match(text) else LARGEST + 1
    return number if number <= LARGEST else None
