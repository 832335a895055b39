"""From numbered lines to a measure: every gap and repeat noticed, nothing half read."""

from __future__ import annotations

from pathlib import Path

from qinqing.law.text.articles import Articles
from qinqing.law.text.entries import read_entries
from qinqing.law.text.files import numbered_lines
from qinqing.law.text.head import cites, document_no_of, effect, issued_on, title_of
from qinqing.law.text.marks import Mark, is_spaced, mark_of
from qinqing.law.text.model import Article, Chapter, Line, Measure
from qinqing.refusals import Problem, Refused, Say

Marked = list[tuple[Line, Mark | None]]


def read_measure(path: Path) -> Measure:
    """The measure in `path`. Refused: `text.*` with the lines, where it is none or its numbering has a gap or a repeat."""
    lines = numbered_lines(path)
    spaced = is_spaced([line.words for line in lines])
    marked: Marked = [(line, mark_of(line.words, spaced)) for line in lines]
    if any(mark and mark.kind == "article" for _, mark in marked):
        head, chapters, articles, problems = _by_articles(marked)
    else:
        head, chapters, articles, problems = read_entries(marked)
    if problems:
        raise Refused(
            "text.numbering",
            Say(
                f"{path.name} 的编号有 {len(problems)} 处断缺或重复，没有载入",
                f"the numbering of {path.name} has {len(problems)} gaps or repeats; nothing was loaded",
            ),
            problems,
        )
    if not articles:
        raise _no_measure(path, lines)
    return _measure(head, chapters, articles)


def _by_articles(marked: Marked) -> tuple[list[str], list[Chapter], list[Article], list[Problem]]:
    reader = Articles()
    for line, mark in marked:
        reader.take(line, mark)
    return reader.finished()


def _measure(head: list[str], chapters: list[Chapter], articles: list[Article]) -> Measure:
    texts = [text for article in articles for text in (article.text, *(item.text for item in article.items))]
    effective_on, words = effect(texts)
    return Measure(
        title=title_of(head),
        document_no=document_no_of(head),
        issued_on=issued_on(head),
        effective_on=effective_on,
        effective_words=words,
        chapters=tuple(chapters),
        articles=tuple(articles),
        cites=cites(texts),
    )


def _no_measure(path: Path, lines: list[Line]) -> Refused:
    where = f"第{lines[0].number}行 line {lines[0].number}" if lines else path.name
    what = Say(
        "从这里起没有“第一条”，也没有“一、二、”这样的编号",
        "from here on there is neither an article 第一条 nor a list 一、二、",
    )
    return Refused(
        "text.not-a-measure",
        Say(
            f"{path.name} 不是一部办法：没有条，也没有编号的事项",
            f"{path.name} is no measure: it has neither articles nor numbered entries",
        ),
        [Problem(where, what if lines else Say("文件是空的", "the file is empty"))],
    )
