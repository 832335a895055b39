"""Reading a text of articles line by line: chapters, articles, their items."""

from __future__ import annotations

from dataclasses import dataclass, field

from qinqing.law.text.items import Items
from qinqing.law.text.lists import list_type
from qinqing.law.text.marks import Mark
from qinqing.law.text.model import Article, Chapter, Line
from qinqing.law.text.numbering import follows
from qinqing.refusals import Problem, Say

# A line like this begins what is no part of the measure any more.
ANNEX = ("附件", "附表", "附录")


@dataclass
class Open:
    """The article being read."""

    address: str
    label: str
    chapter: int | None
    section: str
    line: int
    paragraphs: list[str]
    items: Items

    def closed(self) -> Article:
        return Article(
            self.address,
            self.label,
            self.chapter,
            self.section,
            "\n".join(filter(None, self.paragraphs)),
            self.items.found(),
            self.line,
        )


@dataclass
class Articles:
    """Takes every line in order; `finished()` gives head, chapters, articles and what was wrong."""

    head: list[str] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    done: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    open: Open | None = None
    section: str = ""
    number: int = 0
    inserted: int = 0
    over: bool = False

    def take(self, line: Line, mark: Mark | None) -> None:
        if self.over:
            return
        if self.open and line.words.startswith(ANNEX) and len(line.words) < 40:
            self.over = True
        elif mark and mark.kind == "chapter":
            self._chapter(line, mark)
        elif mark and mark.kind == "section":
            self.section = f"{mark.label} {mark.rest}".strip()
        elif mark and mark.kind == "article":
            self._article(line, mark)
        elif self.open is None:
            self.head.append(line.words)
        else:
            self._inside(line, mark)

    def _chapter(self, line: Line, mark: Mark) -> None:
        if mark.number == 1 and not self.done and not self.open:
            self.chapters.clear()  # what came before was a table of contents
        problem = follows(line, mark.label, mark.number, self.chapters[-1].number if self.chapters else 0)
        if problem:
            self.problems.append(problem)
        self._close()
        self.section = ""
        self.chapters.append(Chapter(mark.number, mark.label, mark.rest, list_type(mark.rest)))

    def _article(self, line: Line, mark: Mark) -> None:
        self._close()
        self._count(line, mark)
        address = str(mark.number) + (f"-{mark.inserted}" if mark.inserted else "")
        chapter = self.chapters[-1].number if self.chapters else None
        self.open = Open(
            address,
            mark.label,
            chapter,
            self.section,
            line.number,
            [mark.rest],
            Items(address, self.problems),
        )

    def _count(self, line: Line, mark: Mark) -> None:
        """Articles follow each other; 第十三条之一 follows 第十三条."""
        if mark.inserted is None:
            problem = follows(line, mark.label, mark.number, self.number)
            self.number, self.inserted = max(self.number, mark.number), 0
        elif mark.number != self.number:
            where = f"第{line.number}行 line {line.number}"
            problem = Problem(
                where,
                Say(
                    f"“{mark.label}”不在第 {mark.number} 条之后",
                    f"{mark.label} does not stand after article {mark.number}",
                ),
            )
        else:
            problem = follows(line, mark.label, mark.inserted, self.inserted)
            self.inserted = max(self.inserted, mark.inserted)
        if problem:
            self.problems.append(problem)

    def _inside(self, line: Line, mark: Mark | None) -> None:
        assert self.open
        if mark and self.open.items.take(line, mark):
            return
        self.open.items.pause()
        self.open.paragraphs.append(line.words)

    def _close(self) -> None:
        if self.open:
            self.done.append(self.open.closed())
            self.open = None

    def finished(self) -> tuple[list[str], list[Chapter], list[Article], list[Problem]]:
        self._close()
        return self.head, self.chapters, self.done, self.problems
