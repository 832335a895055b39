"""A receipt as the digits of a link: what a QR code holds, so that scanning it opens the page with the receipt in it.

    https://…/verify/#0331…       the part after # is never sent to a server

The digits stand for: one byte (1, the dictionary's number), four of checksum (Adler-32, by which a link that was cut is told
from a receipt that does not hold) and the file's exact bytes in raw deflate (RFC 1951) after `dictionary.txt`, which
holds what all receipts have alike. Digits, because a QR code packs ten bits into three of
them and no program on the way rewrites them: 17 bytes are 41 digits. A published dictionary never changes; a better
one is a new file with a new number.
"""

from __future__ import annotations

import zlib
from pathlib import Path

DICTIONARY = (Path(__file__).parent / "dictionary.txt").read_bytes()
NUMBER = b"\x01"
SUM_BYTES = 4
MOST_BYTES = 500_000
BLOCK = 17
# How many digits so many bytes take.
DIGITS = [len(str(256**size - 1)) for size in range(1, BLOCK + 1)]


def to_digits(data: bytes) -> str:
    """The digits that stand for a file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zdict=DICTIONARY)
    packed = NUMBER + _sum(data) + packer.compress(data) + packer.flush()
    return "".join(_block(packed[at : at + BLOCK]) for at in range(0, len(packed), BLOCK))


def _sum(data: bytes) -> bytes:
    return zlib.adler32(data).to_bytes(SUM_BYTES, "big")


def _block(data: bytes) -> str:
    return f"{int.from_bytes(data, 'big'):0{DIGITS[len(data) - 1]}}"


def from_digits(digits: str) -> bytes:
    """The file the digits stand for. ValueError for digits that stand for none."""
    if not (digits.isascii() and digits.isdecimal()):
        raise ValueError("other characters than digits")
    width = DIGITS[-1]
    packed = b"".join(_bytes(digits[at : at + width]) for at in range(0, len(digits), width))
    if packed[:1] != NUMBER:
        raise ValueError("packed after another dictionary")
    unpacker = zlib.decompressobj(-15, zdict=DICTIONARY)
    try:
        data = unpacker.decompress(packed[1 + SUM_BYTES :], MOST_BYTES)
    except zlib.error as error:
        raise ValueError("no deflated data") from error
    if not unpacker.eof or unpacker.unused_data or packed[1 : 1 + SUM_BYTES] != _sum(data):
        raise ValueError("it is cut, too long, or goes on")
    return data


def _bytes(digits: str) -> bytes:
    if len(digits) not in DIGITS:
        raise ValueError("a block is cut")
    size = DIGITS.index(len(digits)) + 1
    number = int(digits)
    if number >= 256**size:
        raise ValueError("a block stands for more than its bytes hold")
    return number.to_bytes(size, "big")
