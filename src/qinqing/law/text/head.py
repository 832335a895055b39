"""What stands before the first article: the title, the document's own number, its days; and when it takes effect."""

from __future__ import annotations

import re
from datetime import date

from qinqing.law.numerals import read_numeral

DOCUMENT_NO = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*\d{1,4}\s*号|[\u4e00-\u9fff]{2,12}令第?\s*\d{1,4}\s*号"
)
DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
KINDS = (
    "办法",
    "条例",
    "规定",
    "意见",
    "细则",
    "方案",
    "通知",
    "措施",
    "清单",
    "指引",
    "制度",
    "准则",
    "规则",
    "守则",
    "规范",
    "公约",
    "决定",
    "纲要",
)
TITLE = re.compile(rf".*({'|'.join(KINDS)})(?:[（(][^（）()]*[）)])?")
EFFECT = re.compile(r"自([^。；，]{2,16}?)(?:起)?(?:施行|实施|执行|生效)")
ISSUED = ("公布", "发布", "印发", "颁布")
LONGEST_TITLE = 120
# A title begins so, and may take up to so many lines before its last.
BEGINS = "关于"
LONGEST_LINES = 2


def title_of(head: list[str]) -> str:
    """The line that names a measure, with the lines before it that begin the same title; else the first line."""
    for last, words in enumerate(head):
        first = next(
            (n for n in range(max(0, last - LONGEST_LINES), last) if head[n].startswith(BEGINS)), last
        )
        joined = "".join(head[first : last + 1])
        if TITLE.fullmatch(words) and not DOCUMENT_NO.fullmatch(words) and len(joined) <= LONGEST_TITLE:
            return joined
    return head[0][:LONGEST_TITLE] if head else ""


def document_no_of(head: list[str]) -> str | None:
    """The measure's own number: one that stands alone on a line, or in brackets under the title."""
    for words in head:
        bare = words.strip("（()） ")
        if DOCUMENT_NO.fullmatch(bare):
            return re.sub(r"\s", "", bare)
    return None


def issued_on(head: list[str]) -> date | None:
    """The last day before the first article on which it was issued; else the last day printed there."""
    days = [(day, words) for words in head for day in days_in(words)]
    issued = [day for day, words in days if any(word in words for word in ISSUED)]
    return issued[-1] if issued else (days[-1][0] if days else None)


def effect(texts: list[str]) -> tuple[date | None, str | None]:
    """(day, words) of the last sentence that says when it takes effect: 自2022年3月1日起施行."""
    for text in reversed(texts):
        found = EFFECT.search(text)
        if found:
            days = days_in(found[1])
            return (days[0] if days else None), found[0]
    return None, None


def cites(texts: list[str]) -> tuple[str, ...]:
    """Document numbers the articles name, in order, each once."""
    return tuple(
        dict.fromkeys(re.sub(r"\s", "", found[0]) for text in texts for found in DOCUMENT_NO.finditer(text))
    )


def days_in(words: str) -> list[date]:
    """Days written 2022年3月1日; an impossible one is no day."""
    found = []
    for year, month, day in DAY.findall(words):
        try:
            found.append(date(int(year), read_numeral(month) or 0, read_numeral(day) or 0))
        except ValueError:
            continue
    return found
