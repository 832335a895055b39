"""Packages (DOCX, XLSX, OFD are ZIP files): their directory is judged before anything is unpacked."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as InflateError

from qinqing.files.inspection.found import Found, Unfit
from qinqing.files.inspection.signatures import DIRECTORY_END, DIRECTORY_END_BYTES
from qinqing.files.limits import (
    MOST_DIRECTORY,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    RATIO_COUNTS_FROM,
)

CHUNK = 65_536
LOCAL_HEADER = 30
ENCRYPTED = 0x1
LONGEST_PART_NAME = 200
BROKEN = (
    BadZipFile,
    InflateError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
)


def opened(path: Path) -> ZipFile:
    """Its directory read and found to be one. Unfit before a single part is unpacked."""
    _judge_size(path)
    try:
        package = ZipFile(path)
    except BROKEN as error:
        raise Unfit("broken") from error
    for found in _directory_problems(package.infolist()):
        raise Unfit(*found)
    return package


def _judge_size(path: Path) -> None:
    """The last bytes say how many parts there are and how long the directory is: it must end the file, all of it."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - DIRECTORY_END_BYTES))
        end = file.read()
    if len(end) != DIRECTORY_END_BYTES or not end.startswith(DIRECTORY_END):
        raise Unfit("trailing")
    _, disk, first_disk, here, parts, length, start, _ = struct.unpack("<4s4H2LH", end)
    if parts > MOST_PARTS or length > MOST_DIRECTORY:
        raise Unfit("parts", f"{parts:,}")
    if disk or first_disk or here != parts or start + length + DIRECTORY_END_BYTES != size:
        raise Unfit("broken")


def _directory_problems(parts: list[ZipInfo]) -> Iterator[Found]:
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        yield Found("parts", f"{len(parts):,}")
    if len({name.lower() for name in names}) != len(names):
        yield Found("broken")
    yield from (Found("part_name", part.filename) for part in parts if _leads_elsewhere(part))
    if any(part.flag_bits & ENCRYPTED for part in parts):
        yield Found("encrypted")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        yield Found("broken")
    if _overlap(parts):
        yield Found("unpacked")
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    bomb = unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed
    if unpacked > MOST_UNPACKED or bomb:
        yield Found("unpacked", f"{unpacked:,}")


def _leads_elsewhere(part: ZipInfo) -> bool:
    """Absolute, above, another drive, another system's separators, a link, or longer than any producer writes."""
    name = part.orig_filename
    return (
        name.startswith("/")
        or "\\" in name
        or ":" in name
        or ".." in name.split("/")
        or not name.isprintable()
        or len(name) > LONGEST_PART_NAME
        or stat.S_ISLNK(part.external_attr >> 16)
    )


def _overlap(parts: list[ZipInfo]) -> bool:
    """Parts that share bytes unpack to more than the file could ever hold; the first begins where the file does."""
    at = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < at or (at == 0 and part.header_offset):
            return True
        at = part.header_offset + LOCAL_HEADER + len(part.orig_filename.encode()) + part.compress_size
    return False


def chunks(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """A part in pieces, never more than its stated size; Unfit where it is not as stated."""
    try:
        with package.open(part) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except BROKEN as error:
        raise Unfit("broken", part.filename) from error
