"""The measure as the public reads it: chapters, article rows, the text, rules in words and in SQL."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from qinqing.web.components.registry import joined, register, rendered

CHAPTERS = {"positive": "qin", "negative": "qing"}


@register.simple_block_tag
def chapter(
    content: str, label: object, heading: object, id: str, kind: str = "", counted: bool = False
) -> SafeString:
    """A chapter with its seal. kind is the list's type: positive, negative; any other is plain, and without figures
    unless `counted`."""
    return rendered(
        "chapter",
        content=content,
        label=label,
        heading=heading,
        id=id,
        kind=kind,
        brief=kind not in CHAPTERS and not counted,
        colour=CHAPTERS.get(kind, "plain"),
    )


@register.simple_block_tag
def chapter_lead(content: str, picture: object = "", *counts: object) -> SafeString:
    """The line over a chapter's rows: what they are, what the picture shows, what each figure counts."""
    return rendered("chapter_lead", content=content, picture=picture, counts=counts)


@register.simple_block_tag
def article(
    content: str,
    label: object,
    heading: object,
    id: str,
    url: str = "",
    gist: object = "",
    picture: str = "",
    alt: str = "",
    remark: object = "",
) -> SafeString:
    """One row of the list; the content is its `count`s. Without figures a remark says why."""
    return rendered(
        "article",
        content=joined(content),
        label=label,
        heading=heading,
        id=id,
        url=url,
        gist=gist,
        picture=picture,
        alt=alt,
        remark=remark,
        figures=content.count("<dd"),
    )


@register.simple_tag
def count(label: object, value: object, hit: bool = False) -> SafeString:
    """One figure of an article row; `hit` is what the eye should find. Zero and words step back."""
    return rendered("count", label=label, value=value, hit=hit and bool(value))


@register.simple_block_tag
def law_text(content: str, label: object, source: object = "") -> SafeString:
    """The law's own words, in its own voice, with where they come from."""
    return rendered("law_text", content=content, label=label, source=source)


@register.simple_block_tag
def rules(content: str) -> SafeString:
    """Rules or norms in words: `{% rules %}{% rule_row _("一") title %}…{% endrule_row %}{% endrules %}`."""
    return rendered("rules", content=content)


@register.simple_block_tag
def rule_row(content: str, mark: object, title: object, says: object = "", id: str = "") -> SafeString:
    return rendered("rule_row", content=joined(content), mark=mark, title=title, says=says, id=id)


@register.simple_tag
def sql(text: str, label: object) -> SafeString:
    """A rule's SQL with its words set apart, in a region that scrolls by keyboard."""
    return rendered("sql", text=highlighted(text), label=label)


WORDS = (
    "all|and|any|as|asc|between|by|case|cast|count|cross|date|desc|distinct|else|end|"
    "except|exists|false|from|full|group|having|in|inner|interval|intersect|is|join|"
    "lateral|left|like|list|max|min|not|null|on|or|order|outer|over|partition|qualify|"
    "recursive|right|select|sum|then|true|union|unnest|using|values|when|where|window|"
    "with|within"
)
TOKEN = re.compile(
    rf"(?P<comment>--[^\n]*)|(?P<text>'(?:[^']|'')*')|(?P<word>\b(?:{WORDS})\b)", re.IGNORECASE
)


def highlighted(text: str) -> SafeString:
    """SQL as HTML: comments in <i>, the language's words in <b>, everything escaped."""
    done = 0
    out: list[str] = []
    for found in TOKEN.finditer(text):
        out.append(escape(text[done : found.start()]))
        out.append(_marked(found))
        done = found.end()
    out.append(escape(text[done:]))
    return mark_safe("".join(out))  # noqa: S308 - every part was escaped above


def _marked(found: re.Match[str]) -> str:
    element = {"comment": "i", "word": "b"}.get(found.lastgroup or "")
    inside = conditional_escape(found.group())
    return f"<{element}>{inside}</{element}>" if element else str(inside)
