"""DOCX, XLSX and OFD: which parts they hold, and what those would fetch or run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from qinqing.files.inspection import xml_parts
from qinqing.files.inspection.found import Found, Unfit
from qinqing.files.inspection.packages import chunks, opened
from qinqing.files.inspection.pictures import header_of, header_problems
from qinqing.files.inspection.signatures import ARCHIVES, kind_by_content

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument."
KIND_BY_TYPE = {
    f"{MAIN}wordprocessingml.document.main+xml": "docx",
    f"{MAIN}spreadsheetml.sheet.main+xml": "xlsx",
}
PICTURES = {*["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff"]}
OFFICE_PARTS = PICTURES | {*["xml", "rels", "vml", "svg", "emf", "wmf", "wdp", "odttf", "bin"]}
OFD_PARTS = PICTURES | {*["xml", "jb2", "ttf", "otf", "ttc", "dat", "esl"]}
MACROS = ("vba", "macrosheets/", "macros/", "dialogsheets/")
ACTIVE = ("activex/", "customui/", "userCustomization/".lower())
EMBEDDED = ("embeddings/", "oleobject")
OUTSIDE = ("externallinks/", "connections.xml", "querytables/", "webextensions/")
LARGEST_PICTURE = 20_000_000
# Parts that are read again where a sheet is imported.
READ_AGAIN = (
    "xl/worksheets/",
    "xl/workbook",
    "xl/styles",
    "xl/shared",
    "xl/theme/",
    "xl/_rels/",
    "docprops/",
    "_rels/",
)


def look_at_package(path: Path, kind: str) -> Iterator[Found]:
    """What is wrong with a package that should be of `kind`."""
    with opened(path) as package:
        is_kind = kind_of(package)
        if is_kind != kind:
            yield Found("wrong_type", is_kind or "package")
            return
        for part in package.infolist():
            if not part.is_dir():
                yield from _look_at_part(package, part, OFD_PARTS if kind == "ofd" else OFFICE_PARTS)


def kind_of(package: ZipFile) -> str:
    """By its list of content types, or OFD's first part; '' for any other package. Unfit where macros may be in it."""
    names = package.namelist()
    if TYPES not in names:
        return "ofd" if "OFD.xml" in names else ""
    types: list[str] = []
    xml_parts.read(
        xml_parts.in_short_stretches(chunks(package, package.getinfo(TYPES)), TYPES),
        TYPES,
        lambda name, given: types.append(given.get("ContentType", "")),
    )
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in types):
        raise Unfit("macros", TYPES)
    return next((KIND_BY_TYPE[kind] for kind in types if kind in KIND_BY_TYPE), "")


def _look_at_part(package: ZipFile, part: ZipInfo, expected: set[str]) -> Iterator[Found]:
    name = part.filename.lower()
    for code, marks in (("macros", MACROS), ("active", ACTIVE), ("embedded", EMBEDDED), ("outside", OUTSIDE)):
        if any(mark in name for mark in marks):
            yield Found(code, part.filename)
            return
    extension = name.rpartition(".")[2]
    if extension not in expected or (extension == "bin" and "printersettings" not in name):
        yield Found("part_kind", part.filename)
        return
    pieces = chunks(package, part)
    if name.startswith(READ_AGAIN):
        pieces = xml_parts.in_short_stretches(pieces, part.filename)
    first = next(pieces, b"")
    yield from _look_inside(part, extension, first, chain([first], pieces))


def _look_inside(part: ZipInfo, extension: str, first: bytes, pieces: Iterator[bytes]) -> Iterator[Found]:
    """Every part is read to its end, so that one which breaks off or unpacks to something else shows."""
    found: list[Found] = []
    if (kind := kind_by_content(first)) in ARCHIVES | {"program", "ole", "rtf", "pdf"}:
        yield Found("nested" if kind in ARCHIVES else "embedded", part.filename)
    elif extension == "rels":
        xml_parts.look_at_relations(pieces, part.filename, found)
    elif extension == "svg":
        xml_parts.look_at_svg(pieces, part.filename, found)
    elif extension == "xml" and part.filename.lower().startswith("word/"):
        xml_parts.look_at_fields(pieces, part.filename, found)
    elif extension in ("xml", "vml"):
        xml_parts.read(pieces, part.filename)
    elif extension in PICTURES:
        yield from _look_at_picture(part, pieces)
    else:
        for _ in pieces:
            pass
    yield from found[:1]


def _look_at_picture(part: ZipInfo, pieces: Iterator[bytes]) -> Iterator[Found]:
    if part.file_size > LARGEST_PICTURE:
        yield Found("unpacked", part.filename)
        return
    if header := header_of(b"".join(pieces)):
        yield from header_problems(header, part.filename)
