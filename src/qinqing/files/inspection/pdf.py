"""PDF: every object is read by qpdf, which resolves names and object streams; what would run, fetch or hide is refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from qinqing.files.inspection.found import Found
from qinqing.files.limits import MOST_INFLATED, MOST_OBJECTS, MOST_PIXELS

END = b"%%EOF"
BEHIND_END = re.compile(rb"[\s\x00]{0,4096}")
NOTHING_MORE = rb"(?=[\s/<>\[\]()]|$)"
# Names as qpdf writes them: escapes like /J#61vaScript are resolved.
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|SubmitForm|ImportData|Rendition|GoToR|XFA|RichMedia\w*)" + NOTHING_MORE
    + rb"|/(?:Subtype|S) /(?:Movie|Sound|3D|Screen)" + NOTHING_MORE
)  # fmt: skip
EMBEDDED = re.compile(rb"/(?:EmbeddedFiles?|EF|GoToE|Collection)" + NOTHING_MORE)
MOST_IN_OBJECT_STREAM = 20_000_000
FLATE = ("/FlateDecode", "/Fl")
CHUNK = 1_000_000


def look_at_pdf(path: Path, data: bytes) -> Iterator[Found]:
    """What is wrong with a PDF file. A damaged one is not repaired: what a repair finds, another program may not."""
    behind = data.rpartition(END)[2]
    if END not in data:
        yield Found("broken")
        return
    if not BEHIND_END.fullmatch(behind):
        yield Found("trailing")
    try:
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            yield from _look_at(pdf)
    except pikepdf.PasswordError:
        yield Found("encrypted")
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError, KeyError, TypeError):
        yield Found("broken")


def _look_at(pdf: pikepdf.Pdf) -> Iterator[Found]:
    if pdf.is_encrypted:
        yield Found("encrypted")
        return
    if len(pdf.objects) > MOST_OBJECTS:
        yield Found("parts", f"{len(pdf.objects):,}")
        return
    codes: set[str] = set()
    left = [MOST_INFLATED]
    for thing in (pdf.trailer, *pdf.objects):
        if not isinstance(thing, pikepdf.Object):  # a number or a truth value by itself
            continue
        stream = isinstance(thing, pikepdf.Stream)
        text = (thing.stream_dict if stream else thing).unparse(resolved=True)
        codes |= {code for code, marks in (("active", ACTIVE), ("embedded", EMBEDDED)) if marks.search(text)}
        if stream:
            codes |= {*_stream_problems(thing, left)}
    yield from map(Found, sorted(codes))


def _stream_problems(stream: pikepdf.Object, left: list[int]) -> Iterator[str]:
    """Its pixels, and what it unpacks to; `left`: how many bytes all streams may still unpack to."""
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    if isinstance(width, int) and isinstance(height, int) and width * height > MOST_PIXELS:
        yield "pixels"
    filters = _filters(stream)
    if sum(name in FLATE for name in filters) > 1 or len(filters) > 4:
        yield "unpacked"
    elif filters and filters[0] in FLATE:
        size = _inflated(stream.read_raw_bytes(), left[0])
        left[0] -= size
        if left[0] < 0 or (size > MOST_IN_OBJECT_STREAM and stream.get("/Type") == "/ObjStm"):
            yield "unpacked"


def _filters(stream: pikepdf.Object) -> list[str]:
    given = stream.get("/Filter")
    if given is None:
        return []
    return [str(name) for name in (given if isinstance(given, pikepdf.Array) else [given])]


def _inflated(packed: bytes, most: int) -> int:
    """How many bytes it unpacks to, counted without keeping them; one more than `most` where there are more."""
    if most < 0:
        return 0
    unpacking, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and size <= most:
            size += len(unpacking.decompress(rest, CHUNK))
            rest = unpacking.unconsumed_tail
    except zlib.error:
        return size  # a reader of the page shows what came so far; there is nothing more to count
    return size
