"""Where a measure begins and ends within its text: the head before it, what follows below."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinqing.law.text.days import DATE
from qinqing.law.text.entries import first_entry
from qinqing.law.text.marks import HEADINGS
from qinqing.law.text.model import Line, Marked

# Lines like these begin an annex, a distribution list, the foot of a page.
ENDING = re.compile(
    r"附\s*[:：].*|附[件表录图]\s*[\d一二三四五六七八九十]*\s*(?:[:：].*|[.．、].*|)|[（(]此件.*|抄送.*|主送.*|责任编辑.*|(?:信息)?来源\s*[：:].*|"
    r"[【\[]?(?:打印|关闭|分享|收藏)[\s\S]{0,20}|上一篇.*|下一篇.*|扫一扫.*|相关(?:链接|阅读|稿件|文章|解读).*|版权所有.*|主办单位?.*"
)
LONGEST_ENDING = 60
LONGEST_NAME = 30
FINISHED = ("。", "！", "？", "”", "）", ")", ".", "」", "》")
OPEN = ("：", "；", "，", "、", ":", ";")


@dataclass(frozen=True, slots=True)
class Parted:
    """A text in three: `body` begins with the first heading or entry; empty where there is none."""

    head: list[Line]
    body: Marked
    after: list[Line]
    has_articles: bool


def parted(text: Marked) -> Parted:
    has_articles = any(mark and mark.kind == "article" for _, mark in text)
    start = _first_heading(text) if has_articles else first_entry(text)
    if start is None:
        return Parted([line for line, _ in text], [], [], has_articles)
    end = _signed_off(text, start, _ending(text, start, has_articles))
    return Parted(
        [line for line, _ in text[:start]], text[start:end], [line for line, _ in text[end:]], has_articles
    )


def _first_heading(text: Marked) -> int | None:
    return next((n for n, (_, mark) in enumerate(text) if mark and mark.kind in HEADINGS), None)


def _ending(text: Marked, start: int, has_articles: bool) -> int:
    """Where the text ends: at the first ending after which its own numbering does not go on.

    Numbers that begin anew with one are an annex with articles of its own.
    """
    first = text[start][1]
    top = HEADINGS if has_articles or not first else (first.kind,)
    end, goes_on = len(text), False
    for n in range(len(text) - 1, start, -1):
        line, mark = text[n]
        if mark and mark.kind in top:
            goes_on = mark.number != 1
        elif not goes_on and len(line.words) <= LONGEST_ENDING and ENDING.fullmatch(line.words):
            end = n
    return end


def _signed_off(text: Marked, start: int, end: int) -> int:
    """The end without the signature: every line below the last finished sentence; where the last sentence is left
    open, as before a table, only a day and the name above it."""
    last = end - 1
    while last > start and not text[last][1] and not text[last][0].words.endswith((*FINISHED, *OPEN)):
        last -= 1
    if text[last][0].words.endswith(FINISHED):
        return last + 1
    if end - 1 == last or not DATE.fullmatch(text[end - 1][0].words):
        return end
    named = end - 2 > last and len(text[end - 2][0].words) <= LONGEST_NAME
    return end - 2 if named else end - 1
