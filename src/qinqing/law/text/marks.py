"""What begins a line: a chapter, a section, an article, an entry of a list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from qinqing.law.numerals import NUMERAL as N
from qinqing.law.numerals import read_numeral
from qinqing.law.text.model import Line, Mark, Marked

# 一、 and 一. begin an entry in Chinese numerals, 1. and 1、 in digits.
C = r"[零〇○一二两三四五六七八九十百]+"
PART = re.compile(rf"第\s*({N})\s*([章节])(\s*)((?:(?!第\s*{N}\s*[章节条]).)*)")
# 第十三条之一 is an article of its own; 第十三条之一般规定 is not.
INSERTED = rf"(?:之\s*({N})(?!般|切|些|定|个|种|项))?"
ARTICLE = re.compile(rf"第\s*({N})\s*条{INSERTED}(?:[:：]|、(?!\s*第)|(\s*))(.*)", re.DOTALL)
ENTRIES = (
    ("comma", re.compile(rf"({C})\s*[、.．]\s*(.*)"), "{}、"),
    ("bracket", re.compile(rf"[（(]\s*({C})\s*[）)](?!\s*[、至和及或]\s*[（(])\s*、?(.*)"), "（{}）"),
    ("dot", re.compile(r"(\d{1,3})\s*[.．、](?!\d)\s*(.*)"), "{}."),
    ("paren", re.compile(r"[（(]?\s*(\d{1,3})\s*[）)]\s*、?(.*)"), "（{}）"),
)
HEADINGS = ("chapter", "section", "article")
ENTRY_KINDS = (*(kind for kind, _, _ in ENTRIES), "circle")
# One character each, as word processors offer them: the first and the last of a row, and what it stands for.
ENCLOSED = (
    ("①", "⑳", "circle"),
    ("⑴", "⒇", "paren"),
    ("⒈", "⒛", "dot"),
    ("㈠", "㈩", "bracket"),
)
# What follows a number without a space where it is spoken of, not headed.
REFERS = re.compile(
    rf"规定|所[称列述指]|列举|情形|要求的|明确的|确定的|除外|以[外上下]|的|之|、|，|。|；|第\s*{N}\s*[款项条]|[至到和与或及]第|"
    r"以及第|或者第|中(?!国|央|小|介|共|心|标|级|层|华|外|型)"
)
# 三、四级医院; 110、119、120 and （三）项规定 begin sentences, unless the list has just come to three.
ENUMERATES = re.compile(rf"{N}[、级类等档线产]|[项款目][的所规]|[、至]")
LONGEST_HEADING = 40
SENTENCE_ENDS = ("。", "；", "，", "：", ";", ",", ":")


def marked(lines: list[Line]) -> Marked:
    """Every line with what it begins with; an article only spoken of at the start of a paragraph is none."""
    found = [(line, _part(line.words) or _article(line.words) or _entry(line.words)) for line in lines]
    headed = {
        (mark.number, mark.inserted): mark.rest
        for _, mark in found
        if mark and mark.kind == "article" and not mark.doubtful
    }
    return _with_parts(
        [(line, None if mark and _only_refers(mark, headed) else mark) for line, mark in found]
    )


def _with_parts(text: Marked) -> Marked:
    """Some texts group their articles under 一、 二、 where others have chapters."""
    if any(mark and mark.kind == "chapter" for _, mark in text):
        return text
    parts = [n for n in range(len(text) - 1) if _is_part(text[n][1], text[n + 1][1])]
    numbers = [mark.number for n in parts if (mark := text[n][1])]
    if numbers != list(range(1, len(parts) + 1)):
        return text
    grouped = list(text)
    for n in parts:
        line, mark = text[n]
        grouped[n] = (line, replace(mark, kind="chapter", doubtful=False) if mark else None)
    return grouped


def _is_part(mark: Mark | None, following: Mark | None) -> bool:
    """一、 as the heading of the article right below."""
    if not mark or not following or (mark.kind, following.kind) != ("comma", "article"):
        return False
    return len(mark.rest) <= LONGEST_HEADING and not mark.rest.endswith(SENTENCE_ENDS)


def _only_refers(mark: Mark, headed: dict[tuple[int, int | None], str]) -> bool:
    """第七条要求… without a space, where 第七条 has its own heading elsewhere that says something else."""
    rest = headed.get((mark.number, mark.inserted)) if mark.kind == "article" and mark.doubtful else None
    return rest is not None and rest != mark.rest


def _part(words: str) -> Mark | None:
    found = PART.fullmatch(words)
    if not found or len(found[4]) > LONGEST_HEADING or found[4].endswith(SENTENCE_ENDS):
        return None
    number = read_numeral(found[1])
    if number is None or (not found[3] and REFERS.match(found[4])):
        return None
    kind = "chapter" if found[2] == "章" else "section"
    return Mark(kind, number, None, f"第{_closed(found[1])}{found[2]}", _closed(found[4]))


def _article(words: str) -> Mark | None:
    found = ARTICLE.fullmatch(words)
    if not found:
        return None
    number, inserted = read_numeral(found[1]), read_numeral(found[2]) if found[2] else None
    unspaced = found[3] == "" and found[4] != ""
    if number is None or (found[2] and inserted is None) or (unspaced and REFERS.match(found[4])):
        return None
    label = f"第{_closed(found[1])}条" + (f"之{_closed(found[2])}" if found[2] else "")
    return Mark("article", number, inserted, label, found[4].strip(), doubtful=unspaced)


def _entry(words: str) -> Mark | None:
    for first, last, kind in ENCLOSED:
        if first <= words[0] <= last:
            one = int(unicodedata.numeric(words[0]))
            return Mark(kind, one, None, words[0], words[1:].lstrip(" 、.．"))
    for kind, pattern, label in ENTRIES:
        found = pattern.fullmatch(words)
        number = read_numeral(found[1]) if found else None
        if found and number:
            doubtful = bool(ENUMERATES.match(found[2]))
            return Mark(kind, number, None, label.format(found[1]), found[2].strip(), doubtful)
    return None


def _closed(words: str) -> str:
    """Without the spaces typesetters spread a heading with: 总　则 → 总则."""
    return re.sub(r"\s+", "", words)
