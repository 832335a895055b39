"""Whether what was typed answers the form: every problem, none of it stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from qinqing.affairs.catalogue.forbidden import classified_word
from qinqing.affairs.catalogue.model import Field, Item
from qinqing.record.words import LONGEST
from qinqing.refusals import Problem, Say

Given = Mapping[str, str]
NEVER_ONLINE = "not_online"
MOST_DIGITS = 16
LONGEST_NUMBER = 100


def unknown(item: Item, fields: Mapping[str, Any], papers: Mapping[str, Any]) -> list[Problem]:
    """What the guide does not ask for, and what is no text or too long a one."""
    strange = [(key, at_field(key)) for key in fields if key not in item.field]
    strange += [(key, at_paper(key)) for key in papers if key not in item.paper]
    strange += [(key, at_paper(key)) for key, given in papers.items() if given and not _is_given(given)]
    nowhere = Say("指南没有这一项", "the guide has no such thing")
    problems = [Problem(key[:60], nowhere, at) for key, at in strange]
    for key, value in fields.items():
        if key in item.field and (not isinstance(value, str) or len(value) > LONGEST):
            problems.append(
                Problem(
                    item.field[key].label.zh,
                    Say(f"应是文字，最多 {LONGEST} 字", f"text of at most {LONGEST} characters"),
                    at_field(key),
                )
            )
    return problems


def at_field(key: str) -> str:
    """Where a field stands in what a program sent."""
    return f"/fields/{_escaped(key)}"


def at_paper(key: str) -> str:
    return f"/papers/{_escaped(key)}"


def _escaped(key: str) -> str:
    return key[:60].replace("~", "~0").replace("/", "~1")


def _is_given(given: Any) -> bool:
    """A file or several by their names, or a number from the counter."""
    match given:
        case {"how": "file", "files": [*files]}:
            return bool(files) and all(isinstance(file, str | int) for file in files)
        case {"how": "counter", "no": str(number)}:
            return len(number) <= LONGEST_NUMBER
    return False


def classified(item: Item, fields: Given, papers: Mapping[str, Any] | None = None) -> list[Problem]:
    """Answers, and numbers of papers from the counter, that name what must not enter."""
    told = [(field.label, at_field(field.key), fields.get(field.key, "")) for field in item.fields]
    told += [
        (paper.title, at_paper(paper.key), ((papers or {}).get(paper.key) or {}).get("no", ""))
        for paper in item.papers
    ]
    found = ((label, at, classified_word(str(words))) for label, at, words in told)
    return [
        Problem(label.zh, Say(f"写了“{word}”", f"says “{word}”"), at) for label, at, word in found if word
    ]


def kept_off(item: Item, papers: Mapping[str, Any]) -> list[Problem]:
    """Papers given as files that are handed over at the counter, and never online."""
    return [
        Problem(
            paper.title.zh,
            Say("不上网，请到窗口递交", "never online: hand it over at the counter"),
            at_paper(paper.key),
        )
        for paper in item.papers
        if paper.kind == NEVER_ONLINE and papers.get(paper.key, {}).get("how") == "file"
    ]


def wrong(item: Item, fields: Given) -> list[Problem]:
    """Answers of the wrong kind."""
    return [
        Problem(field.label.zh, problem, at_field(field.key))
        for field in item.fields
        if fields.get(field.key, "").strip() and (problem := _wrong(field, fields[field.key].strip()))
    ]


def missing(item: Item, fields: Given, papers: Mapping[str, Any]) -> Iterator[Problem]:
    """What is required and not there. `papers`: those given or held, by key; what is never online may follow."""
    for field in item.fields:
        if field.required and not fields.get(field.key, "").strip():
            yield Problem(field.label.zh, Say("还没有填", "not filled in yet"), at_field(field.key))
    for paper in item.papers:
        if paper.required and paper.kind != NEVER_ONLINE and not papers.get(paper.key):
            yield Problem(paper.title.zh, Say("还没有提交", "not given yet"), at_paper(paper.key))


def _wrong(field: Field, value: str) -> Say | None:
    if field.kind == "choice" and value not in [choice.key for choice in field.choices]:
        return Say("没有这个选项", "there is no such choice")
    read, expected = READS.get(field.kind, (None, None))
    return expected if read and not read(value) else None


def number_in(value: str) -> Decimal | None:
    """A plain decimal, not negative, with at most 16 digits; None for anything else."""
    if not value.isascii() or len(value) > MOST_DIGITS or "e" in value.lower() or "_" in value:
        return None
    try:
        read = Decimal(value)
    except InvalidOperation:
        return None
    return read if read.is_finite() and read >= 0 and not read.is_signed() else None


def _is_number(value: str) -> bool:
    return number_in(value) is not None


def _is_money(value: str) -> bool:
    read = number_in(value)
    return read is not None and read == round(read, 2)


def _is_date(value: str) -> bool:
    try:
        return len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


READS: dict[str, tuple[Callable[[str], bool], Say]] = {
    "number": (_is_number, Say("应是数字，例如 12", "should be a number such as 12")),
    "area": (_is_number, Say("应是平方米数，例如 1200.5", "should be square metres such as 1200.5")),
    "money": (_is_money, Say("应是元，最多两位小数", "should be yuan with at most two decimals")),
    "date": (_is_date, Say("应是日期，例如 2026-12-01", "should be a date such as 2026-12-01")),
    "yes_no": (("yes", "no").__contains__, Say("应是 yes 或者 no", "should be yes or no")),
}
