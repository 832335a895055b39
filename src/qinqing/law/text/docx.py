"""Paragraphs of a .docx, with the numbers a word processor writes by itself: 第一条 is often no text at all."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from qinqing.law.numerals import write_numeral
from qinqing.refusals import Refused, Say

# A document that unpacks to more is a bomb, not a measure.
MOST_UNPACKED = 20_000_000
# The words around an automatic number: 第%1条. Longer ones, a thousand times over, would be another bomb.
LONGEST_NUMBER = 40
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    RuntimeError,
    OSError,
    ValueError,
    struct.error,
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same once more, for older programs.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BODY, NUMBERING = "word/document.xml", "word/numbering.xml"
SPACES = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n"}
LEFT_OUT = {f"{W}moveFrom", f"{W}txbxContent", FALLBACK}
CHINESE_FORMATS = {
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCountingThousand",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of an automatic list is written: `第%1条` in Chinese numerals, beginning at `start`."""

    words: str
    chinese: bool
    start: int


Levels: TypeAlias = dict[tuple[str, int], Level]


def docx_paragraphs(data: bytes, name: str) -> list[tuple[int, str]]:
    """(number of the paragraph, its words) in order; Refused where the file is no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, BODY)
            levels = _levels(_part(archive, NUMBERING)) if NUMBERING in archive.namelist() else {}
        return _numbered(body, levels)
    # What the archive's and the parser's authors raise for a damaged file is not one family.
    except (*DAMAGED, etree.LxmlError) as error:
        says = Say(f"{name} 不是能读的 Word 文档（.docx）", f"{name} is no Word document (.docx) we can read")
        raise Refused("text.not-a-document", says) from error


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """One part's XML. No document type, so no entities to expand; stored or deflated, so no more than it declares."""
    part = archive.getinfo(name)
    if part.file_size > MOST_UNPACKED or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(archive.read(part), parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError(name)
    return root


def _numbered(body: etree._Element, levels: Levels) -> list[tuple[int, str]]:
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    lines: list[tuple[int, str]] = []
    for number, paragraph in enumerate(body.iter(f"{W}p"), 1):
        if any(above.tag == FALLBACK for above in paragraph.iterancestors()):
            continue
        words = _number(paragraph, levels, counters) + _words(paragraph)
        lines += [(number, line) for line in words.split("\n")]
    return lines


def _words(paragraph: etree._Element) -> str:
    """A paragraph's own text: not what was moved away, nor the boxes it anchors. A line break within stays one."""
    words: list[str] = []
    left_out: etree._Element | None = None
    for event, node in etree.iterwalk(paragraph, events=("start", "end")):
        if left_out is not None:
            left_out = None if event == "end" and node is left_out else left_out
        elif event == "start" and node.tag in LEFT_OUT:
            left_out = node
        elif event == "start":
            words.append((node.text or "") if node.tag == f"{W}t" else SPACES.get(node.tag, ""))
    return "".join(words)


def _levels(root: etree._Element) -> Levels:
    """(numbering id, level) → how it is written."""
    abstract = {a.get(f"{W}abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
    found: Levels = {}
    for number in root.iter(f"{W}num"):
        pointer = number.find(f"{W}abstractNumId")
        source = abstract.get(_value(pointer)) if pointer is not None else None
        for level in source.iter(f"{W}lvl") if source is not None else ():
            depth = int(level.get(f"{W}ilvl", "0"))
            found[number.get(f"{W}numId", ""), depth] = Level(
                _value(level.find(f"{W}lvlText"))[:LONGEST_NUMBER],
                _value(level.find(f"{W}numFmt")) in CHINESE_FORMATS,
                int(_value(level.find(f"{W}start")) or 1),
            )
    return found


def _number(paragraph: etree._Element, levels: Levels, counters: dict[str, dict[int, int]]) -> str:
    """The number a word processor would print before this paragraph, with a space; '' where none."""
    listed = paragraph.find(f"{W}pPr/{W}numPr")
    if listed is None:
        return ""
    list_id, depth = _value(listed.find(f"{W}numId")), int(_value(listed.find(f"{W}ilvl")) or 0)
    level = levels.get((list_id, depth))
    if level is None or "%" not in level.words:
        return ""
    count = counters[list_id]
    count[depth] = count.get(depth, level.start - 1) + 1
    for deeper in [d for d in count if d > depth]:
        del count[deeper]
    words = level.words
    for n, value in count.items():
        words = words.replace(f"%{n + 1}", _written(value, levels.get((list_id, n), level).chinese))
    return words + (" " if words.endswith("条") else "")


def _written(value: int, chinese: bool) -> str:
    return write_numeral(value) if chinese else str(value)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else (element.get(f"{W}val") or "")
