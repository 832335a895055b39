"""What stands before the first article: the title, the document's own number, the days it was passed and issued."""

from __future__ import annotations

import re
from datetime import date

from qinqing.law.text.days import CITED_NO, DATE, DOCUMENT_NO, days_in
from qinqing.law.text.model import Line

KINDS = (
    "办法|条例|规定|意见|细则|方案|通知|措施|清单|指引|指南|制度|准则|规则|守则|规范|公约|决定|纲要|要点|举措|计划|"
    "须知|禁令|承诺|承诺书|倡议|倡议书|标准|规程|机制"
)
KIND = re.compile(rf".*({KINDS})(?:[（(][^（）()]{{1,20}}[）)])?")
EDITION = re.compile(
    r"[（(](试行|暂行|修订|修正|征求意见稿|草案|送审稿|[^（）()]{0,10}(修订|修正)[^（）()]{0,6})[）)]"
)
PASSED = ("通过", "批准")
ISSUED = ("公布", "发布", "印发", "颁布", "成文")
EFFECTIVE = ("施行", "实施", "执行", "生效", "实行")
LONGEST_TITLE = 120
LONGEST_LINE = 1000
# Signs of a sentence, a date, a label: such a line is no part of a title.
NO_TITLE = re.compile(r"[，。；：:！？>]|\d{4}\s*年\s*\d")


def title_of(head: list[Line]) -> str:
    """The last line that names a measure, with what of its title stands in the lines around it; else the first short line."""
    found = [n for n, line in enumerate(head) if _names_a_measure(line.words)]
    if not found:
        return next((line.words for line in head if _may_be_title(line.words)), "").strip("《》")
    n = found[-1]
    title = head[n].words
    if n and "关于" not in title and _next_to(head, n - 1) and _begins_title(head[n - 1].words):
        title = head[n - 1].words + title
    if n + 1 < len(head) and EDITION.fullmatch(head[n + 1].words):
        title += head[n + 1].words
    return title.strip("《》")


def names_its_kind(title: str) -> bool:
    """Whether the title says what it is: 办法, 意见, 清单 …"""
    return bool(KIND.fullmatch(title))


def document_no_of(head: list[Line]) -> str | None:
    """The measure's own number: one that stands alone on a line or after a label, or in brackets under the title."""
    for line in head:
        bare = re.split(r"[：:]", line.words)[-1].strip("（()） ")
        if DOCUMENT_NO.fullmatch(bare):
            return re.sub(r"\s", "", bare)
    return None


def passed_on(head: list[Line]) -> date | None:
    """The last day on which it was passed or approved."""
    return _last_day(head, PASSED)


def issued_on(head: list[Line], after: list[Line]) -> date | None:
    """The day it was issued: as said before the first article, as signed below the last, or the one day in the head."""
    signed = next((day for line in after if DATE.fullmatch(line.words) for day in days_in(line.words)), None)
    return _last_day(head, ISSUED) or signed or _last_day(head, ())


def _last_day(head: list[Line], words: tuple[str, ...]) -> date | None:
    """The last day whose clause holds one of the words; where none are asked for, the last said to be nothing else."""
    last = None
    for line in head:
        # A longer line is no heading's; looking around each of its days would take ever longer.
        for found in DATE.finditer(line.words[:LONGEST_LINE]):
            clause = _clause(line.words, found)
            told = any(word in clause for word in words or (*PASSED, *EFFECTIVE))
            if told == bool(words):
                last = next(iter(days_in(found[0])), last)
    return last


def _clause(words: str, day: re.Match[str]) -> str:
    """A day with what is said about it: the label before it or the words up to the next day."""
    following = DATE.search(words, day.end())
    label = words[: day.start()] if re.search(r"[：:]\s*$", words[: day.start()]) else ""
    return label + words[day.start() : following.start() if following else len(words)]


def _names_a_measure(words: str) -> bool:
    return _may_be_title(words) and bool(KIND.fullmatch(words))


def _may_be_title(words: str) -> bool:
    return (
        len(words) <= LONGEST_TITLE
        and not NO_TITLE.search(words)
        and not CITED_NO.search(words)
        and words != "目录"
    )


def _begins_title(words: str) -> bool:
    return "关于" in words and _may_be_title(words)


def _next_to(head: list[Line], n: int) -> bool:
    return head[n + 1].number - head[n].number == 1
