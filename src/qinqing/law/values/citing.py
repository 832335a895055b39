"""A citation in words: 《…》第三十二条第（四）项; Administrative Licensing Law, Art. 32(4)."""

from __future__ import annotations

import re

from qinqing.law.numerals import write_numeral
from qinqing.law.values.model import Citation, Document
from qinqing.refusals import Say

PART = re.compile(
    r"(?P<first>[1-9]\d{0,2})"
    r"(?:-(?P<last>[1-9]\d{0,2})|\((?P<item>\d{1,2})\)(?:-\((?P<last_item>\d{1,2})\))?| para (?P<paragraph>\d{1,2}))?"
)
# Titles of these are documents and stand in title marks; a news report or our own page does not.
UNMARKED = ("report", "house")


def cite(document: Document, article: str) -> Citation:
    return Citation(document, article, Say(_in_chinese(document, article), _in_english(document, article)))


def is_article(article: str) -> bool:
    return all(PART.fullmatch(part) for part in article.split(", "))


def _in_chinese(document: Document, article: str) -> str:
    title = document.title.zh if document.kind in UNMARKED else f"《{document.title.zh}》"
    number = f"（{document.number}）" if document.number else ""
    return title + number + _article_in_chinese(article)


def _article_in_chinese(article: str) -> str:
    if not article or not is_article(article):
        return f"：{article}" if article else ""
    return "、".join(_part_in_chinese(part) for part in article.split(", "))


def _part_in_chinese(part: str) -> str:
    found = PART.fullmatch(part)
    if found is None:
        return part
    first, last, item, last_item, paragraph = found.groups()
    words = f"第{write_numeral(int(first))}条"
    if last:
        words += f"至第{write_numeral(int(last))}条"
    if item:
        words += f"第（{write_numeral(int(item))}）项"
    if last_item:
        words += f"至第（{write_numeral(int(last_item))}）项"
    return words + (f"第{write_numeral(int(paragraph))}款" if paragraph else "")


def _in_english(document: Document, article: str) -> str:
    number = f" ({document.number})" if document.number else ""
    if not article:
        return document.title.en + number
    if not is_article(article):
        return f"{document.title.en}{number}: {article}"
    several = "," in article or re.fullmatch(r"\d+-\d+", article)
    return f"{document.title.en}{number}, {'Arts' if several else 'Art.'} {article}"
