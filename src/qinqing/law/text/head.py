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
# 关于… begins a title that may take two lines more.
BEGINS, MOST_LINES_ABOVE = "关于", 2
LONGEST_LINE = 1000
# Signs of a sentence, a date, a label: such a line is no part of a title.
NO_TITLE = re.compile(r"[，。；：:！？>]|\d{4}\s*年\s*\d")


def title_of(head: list[Line]) -> str:
    """The last line that names a measure, with the lines around it that are of its title; else the first short line."""
    words = [line.words for line in head]
    last = max((n for n in range(len(words)) if _names_a_measure(words[n])), default=None)
    if last is None:
        return next((line for line in words if _may_be_title(line)), "").strip("《》")
    above = [] if BEGINS in words[last] else range(max(0, last - MOST_LINES_ABOVE), last)
    first = next((n for n in above if BEGINS in words[n] and all(map(_goes_on, words[n:last]))), last)
    below = words[last + 1 : last + 2]
    edition = below if below and EDITION.fullmatch(below[0]) else []
    return "".join([*words[first : last + 1], *edition]).strip("《》")


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


def _goes_on(words: str) -> bool:
    """Whether a line may stand above a title's last: a whole title of its own may not."""
    return _may_be_title(words) and not KIND.fullmatch(words)
