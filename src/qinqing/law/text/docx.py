"""Paragraphs of a .docx, with the numbers a word processor writes by itself: 第一条 is often no text at all."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from qinqing.law.numerals import write_numeral
from qinqing.refusals import Refused, Say

# A document that unpacks to more is a bomb, not a measure.
MOST_UNPACKED = 50_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, NUMBERING = "word/document.xml", "word/numbering.xml"
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


def docx_paragraphs(data: bytes) -> list[str]:
    """Every paragraph's text in order; Refused where the file is no document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, BODY)
            levels = _levels(_part(archive, NUMBERING)) if NUMBERING in archive.namelist() else {}
    except (
        zipfile.BadZipFile,
        KeyError,
        etree.XMLSyntaxError,
        RuntimeError,
        NotImplementedError,
        OSError,
        ValueError,
    ) as error:
        raise Refused(
            "text.not-a-document",
            Say("这不是能读的 Word 文档（.docx）", "this is no Word document (.docx) we can read"),
        ) from error
    counters: dict[str, dict[int, int]] = defaultdict(dict)
    return [_number(p, levels, counters) + _words(p) for p in body.iter(f"{W}p")]


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > MOST_UNPACKED:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _words(paragraph: etree._Element) -> str:
    """The text of a paragraph; a tab or a line break inside it is a space."""
    spaces = {f"{W}tab", f"{W}br", f"{W}cr"}
    return "".join(" " if e.tag in spaces else (e.text or "") for e in paragraph.iter(f"{W}t", *spaces))


def _levels(root: etree._Element) -> dict[tuple[str, int], Level]:
    """(numbering id, level) → how it is written."""
    abstract = {a.get(f"{W}abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
    found: dict[tuple[str, int], Level] = {}
    for number in root.iter(f"{W}num"):
        pointer = number.find(f"{W}abstractNumId")
        source = abstract.get(_value(pointer)) if pointer is not None else None
        for level in source.iter(f"{W}lvl") if source is not None else ():
            depth = int(level.get(f"{W}ilvl", "0"))
            found[number.get(f"{W}numId", ""), depth] = Level(
                _value(level.find(f"{W}lvlText")),
                _value(level.find(f"{W}numFmt")) in CHINESE_FORMATS,
                int(_value(level.find(f"{W}start")) or 1),
            )
    return found


def _number(
    paragraph: etree._Element, levels: dict[tuple[str, int], Level], counters: dict[str, dict[int, int]]
) -> str:
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
    return write_numeral(value) if chinese and 0 < value < 1000 else str(value)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else (element.get(f"{W}val") or "")
