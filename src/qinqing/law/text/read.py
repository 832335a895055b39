"""From numbered lines to a measure: every gap and repeat noticed, nothing half read."""

from __future__ import annotations

from pathlib import Path

from qinqing.law.text.articles import Articles
from qinqing.law.text.body import Parted, parted
from qinqing.law.text.days import cites, effect
from qinqing.law.text.entries import read_entries
from qinqing.law.text.files import numbered_lines
from qinqing.law.text.head import document_no_of, issued_on, names_its_kind, passed_on, title_of
from qinqing.law.text.marks import marked
from qinqing.law.text.model import Article, Chapter, Measure
from qinqing.refusals import Problem, Refused, Say

# One numbered sentence is no list.
FEWEST_ENTRIES = 2
# A list in digits may be anybody's; one in Chinese numerals, or one under a title that says 办法 or 清单, is official.
OFFICIAL_KINDS = ("comma", "bracket")


def read_measure(path: Path) -> Measure:
    """The measure in `path` (.txt, .md, .docx, .html), whole.

    Refused, with every problem and its line: `text.missing`, `.folder`, `.kind`, `.unreadable`, `.empty`, `.too-large`,
    `.encoding`, `.not-a-document`, `.not-a-page`, `.not-a-measure`, and `.numbering` for gaps and repeats.
    """
    text = parted(marked(numbered_lines(path)))
    title = title_of(text.head)
    chapters, articles, problems = _read(text)
    if not articles or not (text.has_articles or _is_official_list(text, articles, title)):
        raise _no_measure(path, text)
    if not title:
        problems.insert(0, _untitled(text))
    if problems:
        raise _misnumbered(path, problems)
    return _measure(title, text, chapters, articles)


def _read(text: Parted) -> tuple[list[Chapter], list[Article], list[Problem]]:
    if not text.has_articles:
        return [], *read_entries(text.body)
    reader = Articles()
    for line, mark in text.body:
        reader.take(line, mark)
    reader.finished()
    return reader.chapters, reader.articles, reader.problems


def _is_official_list(text: Parted, entries: list[Article], title: str) -> bool:
    first = text.body[0][1]
    official = names_its_kind(title) or (first is not None and first.kind in OFFICIAL_KINDS)
    return official and sum("." not in entry.address for entry in entries) >= FEWEST_ENTRIES


def _measure(title: str, text: Parted, chapters: list[Chapter], articles: list[Article]) -> Measure:
    texts = [part for article in articles for part in (article.text, *(item.text for item in article.items))]
    effective_on, effective_words = effect([*(line.words for line in text.head), *texts])
    return Measure(
        title=title,
        document_no=document_no_of(text.head),
        passed_on=passed_on(text.head),
        issued_on=issued_on(text.head, text.after),
        effective_on=effective_on,
        effective_words=effective_words,
        chapters=tuple(chapters),
        articles=tuple(articles),
        cites=cites(texts),
        after=tuple(line.words for line in text.after),
    )


def _untitled(text: Parted) -> Problem:
    says = Say(
        "前面没有标题；请在第一条之前另起一行写上办法的名称",
        "no title stands before this; write the measure's name on a line of its own before the first article",
    )
    return Problem(text.body[0][0].place, says)


def _misnumbered(path: Path, problems: list[Problem]) -> Refused:
    says = Say(
        f"{path.name} 有 {len(problems)} 处编号断缺、重复或标题不清，没有载入；请对照原文改正后再试",
        f"{path.name} has {len(problems)} gaps or repeats in its numbering, or unclear headings; nothing was loaded: "
        "correct them against the original and try again",
    )
    return Refused("text.numbering", says, problems)


def _no_measure(path: Path, text: Parted) -> Refused:
    says = Say(
        f"{path.name} 不是一部办法：没有条，也没有成文的编号事项",
        f"{path.name} is no measure: it has neither articles nor an official text's numbered entries",
    )
    lines = [*text.head, *(line for line, _ in text.body)]
    what = Say(
        "从这里起没有“第一条”，也没有“一、二、”这样的编号",
        "from here on there is neither an article 第一条 nor a list 一、二、",
    )
    nothing = Say("没有文字", "it holds no words")
    return Refused(
        "text.not-a-measure", says, [Problem(lines[0].place, what) if lines else Problem(path.name, nothing)]
    )
