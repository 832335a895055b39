"""What may be attached, and how much of it: kinds of files, sizes, pixels, entries. No Django here: the inspection reads it too."""

from __future__ import annotations

from dataclasses import dataclass

from qinqing.refusals import Say

# One file, and all files of one form together; `web.bounds` refuses bodies beyond it before anybody reads them.
MOST_BYTES = 20_000_000
MOST_FILES = 10
LONGEST_NAME = 120

# A picture of an A3 page at 600 dots per inch has 70 million pixels.
MOST_PIXELS = 100_000_000

# Packages (DOCX, XLSX, OFD): parts and what they unpack to. A full sheet of 50,000 rows stays below.
MOST_PARTS = 1_000
MOST_DIRECTORY = 512_000
MOST_UNPACKED = 150_000_000
# Text of an office document packs twenty to one, a sheet of equal rows sixty; a bomb a thousand. Small parts may.
MOST_RATIO = 100
RATIO_COUNTS_FROM = 5_000_000

# PDF: objects, and what its compressed streams unpack to.
MOST_OBJECTS = 200_000
MOST_INFLATED = 400_000_000

# What one inspection may take, a second of grace added; the system ends it beyond.
MOST_MEMORY = 256 * 1024 * 1024
MOST_CPU_SECONDS = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the extensions it may have, its media type, what people call it."""

    key: str
    extensions: tuple[str, ...]
    media_type: str
    words: Say


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("pdf", ("pdf",), "application/pdf", Say("PDF", "PDF")),
        Kind("ofd", ("ofd",), "application/ofd", Say("OFD", "OFD")),
        Kind("jpeg", ("jpg", "jpeg"), "image/jpeg", Say("JPG 图片", "JPG picture")),
        Kind("png", ("png",), "image/png", Say("PNG 图片", "PNG picture")),
        Kind(
            "docx",
            ("docx",),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Say("DOCX 文档", "DOCX document"),
        ),
        Kind(
            "xlsx",
            ("xlsx",),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Say("XLSX 表格", "XLSX sheet"),
        ),
    )
}
ACCEPTED = tuple(KINDS)

# Drawings are never taken online, by whatever paper they come; the extensions drawing programs write.
DRAWINGS = frozenset(
    {*["dwg", "dxf", "dwf", "dwt", "dgn", "rvt", "rfa", "rte", "ifc", "skp", "stp", "step", "3dm"]}
)
# A name that ends like this before its last extension wants to be taken for something else.
RUN_BY_A_CLICK = frozenset(
    {
        *[
            "exe",
            "com",
            "scr",
            "pif",
            "bat",
            "cmd",
            "msi",
            "lnk",
            "js",
            "jse",
            "vbs",
            "vbe",
            "wsf",
            "hta",
            "ps1",
            "jar",
            "sh",
            "app",
            "apk",
            "php",
            "jsp",
            "asp",
            "aspx",
            "htm",
            "html",
            "svg",
        ]
    }
)


def kind_of_extension(extension: str, accepts: tuple[str, ...] = ACCEPTED) -> Kind | None:
    """The accepted kind whose files may end so."""
    return next((KINDS[key] for key in accepts if extension in KINDS[key].extensions), None)
