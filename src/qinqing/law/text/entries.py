"""A text without articles but with numbered lists: 一、 （一） 1. Each entry gets an address of its own: 1, 1.2, 1.2.3."""

from __future__ import annotations

from qinqing.law.text.marks import Mark
from qinqing.law.text.model import Article, Chapter, Line
from qinqing.law.text.numbering import follows
from qinqing.refusals import Problem

DEPTH = {"comma": 1, "bracket": 2, "dot": 3}
# A single "一、" is a sentence with a number, not a list.
FEWEST_ENTRIES = 2


def read_entries(
    marked: list[tuple[Line, Mark | None]],
) -> tuple[list[str], list[Chapter], list[Article], list[Problem]]:
    """(head, no chapters, an article per entry, problems); no articles where there is no list."""
    head: list[str] = []
    entries: list[Article] = []
    problems: list[Problem] = []
    levels = _levels([mark for _, mark in marked if mark])
    counts = [0] * len(levels)
    for line, mark in marked:
        depth = levels.index(mark.kind) + 1 if mark and mark.kind in levels else 0
        if not mark or not depth or (not entries and (depth > 1 or mark.number != 1)):
            _beside(line.words, head, entries)
            continue
        problem = follows(line, mark.label, mark.number, counts[depth - 1])
        if problem:
            problems.append(problem)
        counts[depth - 1 :] = [mark.number, *[0] * (len(levels) - depth)]
        address = ".".join(str(count) for count in counts[:depth])
        entries.append(Article(address, mark.label, None, "", mark.rest, (), line.number))
    tops = sum("." not in entry.address for entry in entries)
    return head, [], entries if tops >= FEWEST_ENTRIES else [], problems if tops >= FEWEST_ENTRIES else []


def _levels(marks: list[Mark]) -> list[str]:
    """The kinds of mark this text uses, outermost first."""
    return sorted({mark.kind for mark in marks if mark.kind in DEPTH}, key=lambda kind: DEPTH[kind])


def _beside(words: str, head: list[str], entries: list[Article]) -> None:
    """A paragraph: before the first entry it belongs to the head, after that to the entry above it."""
    if not entries:
        head.append(words)
        return
    last = entries[-1]
    text = f"{last.text}\n{words}" if last.text else words
    entries[-1] = Article(last.address, last.label, None, "", text, (), last.line)
