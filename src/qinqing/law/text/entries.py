"""A text without articles but with numbered lists: 一、 （一） 1. Each entry gets an address of its own: 1, 1.2, 1.2.3."""

from __future__ import annotations

from collections import Counter

from qinqing.law.text.listing import Lists
from qinqing.law.text.marks import ENTRY_KINDS, HEADINGS
from qinqing.law.text.model import Article, Line, Mark, Marked
from qinqing.refusals import Problem, Say


def read_entries(body: Marked) -> tuple[list[Article], list[Problem]]:
    """(an article per entry, what is wrong with the numbering). `body` begins with the first entry."""
    problems: list[Problem] = []
    lists = Lists(problems, _running(body))
    found: list[tuple[str, Mark, Line, list[str]]] = []
    for line, mark in body:
        if mark and mark.kind in HEADINGS:
            problems.append(_no_place(line))
        steps = lists.take(line, mark) if mark and mark.kind in ENTRY_KINDS else None
        if mark and steps:
            found.append((".".join(str(step.number) for step in steps), mark, line, [mark.rest]))
        elif found:
            found[-1][-1].append(line.words)
    return [_entry(*parts) for parts in found], problems


def _entry(address: str, mark: Mark, line: Line, paragraphs: list[str]) -> Article:
    return Article(address, mark.label, None, "", "\n".join(filter(None, paragraphs)), (), line.number)


def _running(body: Marked) -> frozenset[str]:
    """Kinds that begin with 1 only once: if they form several lists, those count on."""
    firsts = Counter(mark.kind for _, mark in body if mark and mark.number == 1)
    return frozenset(kind for kind in ENTRY_KINDS if firsts[kind] <= 1)


def first_entry(marked: Marked) -> int | None:
    """Where the lists begin: at the first entry that is surely one."""
    return next(
        (
            n
            for n, (_, mark) in enumerate(marked)
            if mark and mark.kind in ENTRY_KINDS and not _in_doubt(mark)
        ),
        None,
    )


def _in_doubt(mark: Mark) -> bool:
    return mark.doubtful and mark.number != 1


def _no_place(line: Line) -> Problem:
    return Problem(
        line.place,
        Say(
            "有章节标题，却没有“第一条”这样的条；请去掉标题，或补上条号",
            "a chapter's heading, yet no articles; take the heading away or number the articles",
        ),
    )
