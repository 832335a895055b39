"""Reading a text of articles line by line: chapters, sections, articles, their items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qinqing.law.numerals import NUMERAL as N
from qinqing.law.numerals import read_numeral
from qinqing.law.text.listing import Lists, Step
from qinqing.law.text.lists import list_type
from qinqing.law.text.marks import REFERS
from qinqing.law.text.model import Article, Chapter, Item, Line, Mark
from qinqing.law.text.numbering import follows
from qinqing.refusals import Problem, Say

# A heading that lost its line break: 制定本办法。第二条　本办法所称……
BURIED = re.compile(rf"[。；：！”」）)]\s*(第\s*({N})\s*([条章]))(\s*)(?=\S)")
LONGEST_NAME = 20


@dataclass
class Open:
    """The article being read."""

    address: str
    label: str
    chapter: int | None
    section: str
    line: int
    paragraphs: list[str]
    lists: Lists
    items: list[Item] = field(default_factory=list)

    def take(self, line: Line, mark: Mark | None) -> None:
        steps = self.lists.take(line, mark) if mark else None
        if mark and steps:
            self.items.append(Item(self.address + "".join(map(_bracketed, steps)), mark.label, mark.rest))
        else:
            self.lists.pause()
            self.paragraphs.append(line.words)

    def closed(self) -> Article:
        text = "\n".join(filter(None, self.paragraphs))
        return Article(
            self.address, self.label, self.chapter, self.section, text, tuple(self.items), self.line
        )


def _bracketed(step: Step) -> str:
    return f"({step.number})" if step.time == 1 else f"#{step.time}({step.number})"


@dataclass
class Articles:
    """Takes the lines from the first heading on; `finished()` closes the last article.

    `empty`: the heading of the chapter being read, as long as it has no article. `introductions`: chapter number →
    lines below its heading.
    """

    chapters: list[Chapter] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: Open | None = None
    section: str = ""
    sections: int = 0
    number: int = 0
    inserted: int = 0
    empty: Line | None = None
    introductions: dict[int, list[str]] = field(default_factory=dict)

    def take(self, line: Line, mark: Mark | None) -> None:
        if mark and mark.kind == "chapter":
            self._chapter(line, mark)
        elif mark and mark.kind == "section":
            self._section(line, mark)
        elif mark and mark.kind == "article":
            self._article(line, mark)
        elif self.open:
            self.open.take(line, mark)
        else:
            self._below_heading(line)
        self._look_for_buried(line)

    def finished(self) -> None:
        self._end_chapter()
        for n, chapter in enumerate(self.chapters):
            text = "\n".join(self.introductions.get(chapter.number, []))
            self.chapters[n] = replace(chapter, text=text)

    def _end_chapter(self) -> None:
        self._close()
        if self.empty:
            says = Say("这一章没有一条", "this chapter has no article")
            self.problems.append(Problem(self.empty.place, says))

    def _chapter(self, line: Line, mark: Mark) -> None:
        self._end_chapter()
        if mark.number == 1 and len(self.chapters) > 1 and not self.articles:
            # What came before was a table of contents.
            self.chapters.clear()
            self.introductions.clear()
            self.problems.clear()
        self._check(line, mark, self.chapters[-1].number if self.chapters else 0)
        self.section, self.sections, self.empty = "", 0, line
        self.chapters.append(Chapter(mark.number, mark.label, mark.rest, list_type(mark.rest)))

    def _section(self, line: Line, mark: Mark) -> None:
        self._close()
        self._check(line, mark, self.sections)
        self.section, self.sections = f"{mark.label} {mark.rest}".strip(), mark.number

    def _article(self, line: Line, mark: Mark) -> None:
        self._close()
        self.empty = None
        if mark.inserted is None:
            self._check(line, mark, self.number)
            self.number, self.inserted = max(self.number, mark.number), 0
        else:
            self._check_inserted(line, mark)
        address = str(mark.number) + (f"-{mark.inserted}" if mark.inserted else "")
        chapter = self.chapters[-1].number if self.chapters else None
        lists = Lists(self.problems, restarts=True)
        self.open = Open(address, mark.label, chapter, self.section, line.number, [mark.rest], lists)

    def _check_inserted(self, line: Line, mark: Mark) -> None:
        """第十三条之一 follows 第十三条, 第十三条之二 follows 第十三条之一."""
        if mark.number != self.number:
            says = Say(
                f"“{mark.label}”不在第 {mark.number} 条之后",
                f"“{mark.label}” does not stand after article {mark.number}",
            )
            self.problems.append(Problem(line.place, says))
        elif problem := follows(line, mark.label, mark.inserted or 0, self.inserted):
            self.problems.append(problem)
        self.inserted = max(self.inserted, mark.inserted or 0)

    def _check(self, line: Line, mark: Mark, before: int) -> None:
        if problem := follows(line, mark.label, mark.number, before):
            self.problems.append(problem)

    def _below_heading(self, line: Line) -> None:
        """Below a chapter's number stands its name, if it has a line of its own; then what introduces it."""
        chapter = self.chapters[-1] if self.chapters else None
        if not chapter:
            says = Say("这一行不属于任何一条", "this line is part of no article")
            self.problems.append(Problem(line.place, says))
        elif not chapter.heading and not self.section and len(line.words) <= LONGEST_NAME:
            name = re.sub(r"\s+", "", line.words)
            self.chapters[-1] = replace(chapter, heading=name, list_type=list_type(name))
        else:
            self.introductions.setdefault(chapter.number, []).append(line.words)

    def _look_for_buried(self, line: Line) -> None:
        """A heading in the middle of a line that would be the next one: said, lest its article be swallowed."""
        reached = {"条": self.number, "章": self.chapters[-1].number if self.chapters else 0}
        for found in BURIED.finditer(line.words):
            label, number, kind, space = found.groups()
            refers = not space and REFERS.match(line.words, found.end())
            if not refers and read_numeral(number) == reached[kind] + 1:
                says = Say(
                    f"“{label}”在一行的中间；如果它是标题，请另起一行",
                    f"“{label}” stands in the middle of a line; if it is a heading, begin a new line before it",
                )
                self.problems.append(Problem(line.place, says))
                reached[kind] += 1

    def _close(self) -> None:
        if self.open:
            self.articles.append(self.open.closed())
            self.open = None
