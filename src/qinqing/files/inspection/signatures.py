"""What a file is by its first bytes, and whether it is something else besides."""

from __future__ import annotations

import re

# Longer signatures before shorter ones that begin alike.
FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"PK\x03\x04", "package"),
    (b"PK\x05\x06", "package"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"#!", "program"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"{\\rtf", "rtf"),
)
ARCHIVES = frozenset({"package", "archive"})
# A browser that guesses takes these for a page; what runs PHP looks for its mark anywhere.
PAGE = re.compile(rb"<(?:!doctype\s+html|html|script|svg|iframe)\b", re.IGNORECASE)
MARKUP = re.compile(rb"<(?:script\b|\?php\b)", re.IGNORECASE)
LOOKED_AT = 1024
# Archives that are found behind anything: by their last bytes or, after a program that unpacks itself, anywhere.
DIRECTORY_END = b"PK\x05\x06"
DIRECTORY_END_BYTES, LONGEST_COMMENT = 22, 65_535
BEHIND_ANYTHING = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


def kind_by_content(data: bytes) -> str:
    """A word for what begins so; '' for what nobody knows."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    for first, kind in FIRST_BYTES:
        if data.startswith(first):
            return kind
    return "page" if PAGE.search(data[:LOOKED_AT].replace(b"\x00", b"")) else ""


def is_also(data: bytes, kind: str) -> str:
    """The second kind of a file that is two at once; ''. `kind`: what it is by its first bytes."""
    if kind != "package" and _ends_as_package(data):
        return "package"
    if any(first in data for first in BEHIND_ANYTHING):
        return "archive"
    if kind != "pdf" and b"%PDF-" in data[:LOOKED_AT]:
        return "pdf"
    if (kind != "package" and PAGE.search(data[:LOOKED_AT])) or (
        kind in ("png", "jpeg") and MARKUP.search(data)
    ):
        return "page"
    return ""


def _ends_as_package(data: bytes) -> bool:
    """Whether a reader of packages, which starts at the end, would find one."""
    tail = data[-(DIRECTORY_END_BYTES + LONGEST_COMMENT) :]
    at = tail.rfind(DIRECTORY_END)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if at + DIRECTORY_END_BYTES + comment == len(tail):
            return True
        at = tail.rfind(DIRECTORY_END, 0, at)
    return False
