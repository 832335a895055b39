"""What begins a line: a chapter, a section, an article, an entry of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinqing.law.numerals import read_numeral

N = r"[零〇一二两三四五六七八九十百]+|\d+"
CHAPTER = re.compile(rf"第\s*({N})\s*章(?:\s*)(.*)")
SECTION = re.compile(rf"第\s*({N})\s*节(?:\s*)(.*)")
ARTICLE = re.compile(rf"第\s*({N})\s*条(?:之\s*({N}))?(\s*)(.*)", re.DOTALL)
# What follows an article's number when it is a reference inside a sentence, not a heading.
REFERS = re.compile(r"(规定|所称|所列|所述|第|、|和|至|或|及|的|中|之规定|，|。|；)")
BRACKETED = re.compile(rf"[（(]\s*({N})\s*[）)]\s*(.*)")
COMMA = re.compile(r"([零〇一二两三四五六七八九十百]+)\s*、\s*(.*)")
DOTTED = re.compile(r"(\d{1,3})\s*[.．、](?!\d)\s*(.*)")
LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's beginning: `kind` chapter, section, article, comma 一、 bracket （一） or dot 1.; its number; the rest."""

    kind: str
    number: int
    inserted: int | None
    label: str
    rest: str


def mark_of(words: str, spaced: bool) -> Mark | None:
    """The mark a line begins with. `spaced`: in this text an article's number is followed by a space."""
    for kind, pattern in (("chapter", CHAPTER), ("section", SECTION)):
        found = pattern.fullmatch(words)
        if (
            found
            and len(found[2]) <= LONGEST_HEADING
            and not found[2].endswith(("。", "；", "，"))
            and (number := read_numeral(found[1]))
        ):
            return Mark(
                kind,
                number,
                None,
                f"第{found[1]}{'章' if kind == 'chapter' else '节'}",
                re.sub(r"\s+", "", found[2]),
            )
    return _article(words, spaced) or _entry(words)


def _article(words: str, spaced: bool) -> Mark | None:
    found = ARTICLE.fullmatch(words)
    if not found:
        return None
    number, inserted = read_numeral(found[1]), read_numeral(found[2]) if found[2] else None
    if number is None or (found[2] and inserted is None):
        return None
    if found[4] and not found[3] and (spaced or REFERS.match(found[4])):
        return None
    label = f"第{found[1]}条" + (f"之{found[2]}" if found[2] else "")
    return Mark("article", number, inserted, label, found[4].strip())


def _entry(words: str) -> Mark | None:
    for kind, pattern in (("comma", COMMA), ("bracket", BRACKETED), ("dot", DOTTED)):
        found = pattern.fullmatch(words)
        if found and (number := read_numeral(found[1])):
            label = {"comma": f"{found[1]}、", "bracket": f"（{found[1]}）", "dot": f"{found[1]}."}[kind]
            return Mark(kind, number, None, label, found[2].strip())
    return None


def is_spaced(lines: list[str]) -> bool:
    """Whether this text parts an article's number from its words, as most do."""
    found = [match for words in lines if (match := ARTICLE.fullmatch(words)) and match[4]]
    return any(match[3] for match in found)
