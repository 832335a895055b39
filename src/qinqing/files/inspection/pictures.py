"""Pictures: their pixels by the header alone, never decoded, and that nothing stands behind their end."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from qinqing.files.inspection.found import Found
from qinqing.files.limits import MOST_PIXELS

# Ours is the limit on pixels; Pillow's own would warn on standard error and raise at another number.
Image.MAX_IMAGE_PIXELS = None
READ = ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")

# In the data of a scan, a marker is any FF that neither stands for itself nor restarts.
MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
START, SCAN, END = 0xD8, 0xDA, 0xD9
ALONE = frozenset({0x01, *range(0xD0, 0xD8), START})
# What phones add behind a photo: a second picture for bright screens, Samsung's own block; a film is no picture.
START_OF_JPEG = b"\xff\xd8\xff"
MOST_BEHIND = 8
SAMSUNG_END, FILM, LONGEST_BLOCK = b"SEFT", b"ftyp", 1_000_000
# Tags of the camera's notes: the block of positions, and the latitude in it.
GPS, LATITUDE = 0x8825, 2
UNREADABLE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture says of itself: width times height, and whether it says where it was taken."""

    pixels: int
    located: bool


def header_of(data: bytes) -> Header | None:
    """Read without decoding the picture; None where it cannot be."""
    try:
        with Image.open(io.BytesIO(data), formats=READ) as picture:
            pixels = picture.width * picture.height
            return Header(pixels, pixels <= MOST_PIXELS and _located(picture, data))
    except UNREADABLE:
        return None


def _located(picture: Image.Image, data: bytes) -> bool:
    """Whether the camera's notes hold a latitude. Pillow would decode a whole PNG to find them."""
    try:
        if picture.format != "PNG":
            return LATITUDE in picture.getexif().get_ifd(GPS)
        return any(
            LATITUDE in _notes(data[at:end]).get_ifd(GPS)
            for kind, at, end in _chunks(data)
            if kind == b"eXIf"
        )
    except UNREADABLE:
        return False


def _notes(raw: bytes) -> Image.Exif:
    notes = Image.Exif()
    notes.load(raw)
    return notes


def header_problems(header: Header, where: str = "") -> Iterator[Found]:
    if header.pixels > MOST_PIXELS:
        yield Found("pixels", where or f"{header.pixels:,}")
    if header.located:
        yield Found("located", where)


def look_at_picture(data: bytes, kind: str) -> Iterator[Found]:
    """What is wrong with a PNG or JPEG file."""
    header = header_of(data)
    if header is None:
        yield Found("broken")
        return
    yield from header_problems(header)
    end = _end_of_png(data) if kind == "png" else _end_of_jpeg(data, 0)
    if end is None:
        yield Found("broken")
    elif end < len(data) and not (kind == "jpeg" and _phones_add(data, end)):
        yield Found("trailing")


def _end_of_png(data: bytes) -> int | None:
    """Where its last chunk ends; None where it breaks off before."""
    return next((end + 4 for kind, at, end in _chunks(data) if kind == b"IEND" and at == end), None)


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Chunks of a PNG that are whole: kind, and where their data begin and end. On disk: length, kind, data, checksum."""
    at = 8
    while at + 12 <= len(data):
        start, kind = at + 8, data[at + 4 : at + 8]
        end = start + int.from_bytes(data[at : at + 4], "big")
        if end + 4 <= len(data):
            yield kind, start, end
        at = end + 4


def _end_of_jpeg(data: bytes, at: int) -> int | None:
    """Where the picture that begins at `at` ends; None where it breaks off before."""
    at += 2
    while at + 2 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            return None
        if marker == 0xFF:  # fill
            at += 1
        elif marker == END:
            return at + 2
        elif marker in ALONE:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
            if marker == SCAN:
                found = MARKER.search(data, at)
                if found is None:
                    return None
                at = found.end() - 2
    return None


def _phones_add(data: bytes, at: int) -> bool:
    """Behind the picture stand further pictures whole to their end, zeros, or Samsung's block: nothing to be opened."""
    for _ in range(MOST_BEHIND):
        if not data.startswith(START_OF_JPEG, at):
            break
        end = _end_of_jpeg(data, at)
        if end is None:
            return False
        at = end
    behind = data[at:]
    samsung = behind.endswith(SAMSUNG_END) and len(behind) <= LONGEST_BLOCK and FILM not in behind
    return samsung or not behind.strip(b"\x00")
