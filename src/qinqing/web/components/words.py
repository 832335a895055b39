"""Words in a frame: tags, notices, folds, empty states, buttons; and how numbers, days and titles are written."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from django.template.defaultfilters import date as written
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from qinqing.web.components.registry import register, rendered
from qinqing.web.templatetags.words import said

TAGS = frozenset({"", "open", "done", "qin", "qing", "halt", "unset"})
NOTICES = frozenset({"", "heed", "halt", "act"})
BUTTONS = frozenset({"", "2", "3"})


@register.simple_tag
def tag(words: object, kind: str = "") -> SafeString:
    """A word in a frame. The frame says how settled it is: open dashed, '' solid, done filled; unset, halt, qin, qing."""
    _known(kind, TAGS)
    return format_html('<span class="tag{}">{}</span>', f" tag-{kind}" if kind else "", words)


@register.simple_block_tag
def notice(content: str, title: object = "", kind: str = "", level: int = 2) -> SafeString:
    """Something to know before going on. kind: '' ink, act the reader's turn, heed soon, halt refused."""
    _known(kind, NOTICES)
    return rendered("notice", content=content, title=title, kind=kind, level=level)


@register.simple_block_tag
def fold(content: str, summary: object, open: bool = False, flush: bool = False) -> SafeString:
    """Detail that may stay closed. The summary says what is inside; nothing important goes in here."""
    return rendered("fold", content=content, summary=summary, open=open, flush=flush)


@register.simple_block_tag
def nothing(content: str, title: object) -> SafeString:
    """Nothing here: says so, why, and what to do."""
    return rendered("nothing", content=content, title=title)


@register.simple_tag
def button(
    words: object, kind: str = "", name: str = "", value: object = "", small: bool = False
) -> SafeString:
    """A button that says what it does. One filled ('') a screen; '2' outlined, '3' a word."""
    _known(kind, BUTTONS)
    return rendered("button", words=words, kind=kind, name=name, value=value, small=small)


@register.simple_tag
def link_button(words: object, url: str, kind: str = "2", small: bool = False) -> SafeString:
    """A link that looks pressed-able, for the one next thing to do."""
    _known(kind, BUTTONS)
    return rendered("link_button", words=words, url=url, kind=kind, small=small)


def _known(kind: str, kinds: frozenset[str]) -> None:
    if kind not in kinds:
        raise ValueError(f"kind {kind!r}; known: {sorted(kinds)}")


BREAKS = re.compile(r"(?<=[，、：；。！？])")


@register.filter
def phrases(title: object) -> SafeString:
    """A title that breaks between its phrases only: `二十五条，|今年守得怎么样`."""
    parts = [part for part in BREAKS.split(str(title)) if part]
    if len(parts) < 2:
        return format_html("{}", title)
    return format_html_join("", '<span class="ph">{}</span>', ((part,) for part in parts))


@register.filter
def grouped(number: object) -> str:
    """1742000 → 1,742,000; a fraction keeps its places; what is no number stays as it is; None is a dash."""
    if number is None or number == "":
        return "—"
    if isinstance(number, bool) or not isinstance(number, int | float | Decimal):
        return str(number)
    return f"{number.normalize():,f}" if isinstance(number, Decimal) else f"{number:,}"


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年10月20日 · 20 October 2026."""
    return _written(value, "j F Y", "Y年n月j日")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """10月20日 · 20 Oct, where the year is plain from around it."""
    return _written(value, "j M", "n月j日")


@register.filter
def month(name: str) -> str:
    """'2026-03' → 2026年3月 · March 2026; '' stays ''."""
    return _written(_first_of(name), "F Y", "Y年n月") if name else ""


def short_month(name: str) -> str:
    """'2026-03' → 3月 · Mar, under a column of a chart."""
    return _written(_first_of(name), "M", "n月")


def _first_of(name: str) -> date:
    return date.fromisoformat(f"{name}-01")


@register.filter
def moment(value: datetime | None) -> str:
    """2026年10月20日 18:00 · 20 October 2026, 18:00."""
    return _written(value, "j F Y, H:i", "Y年n月j日 H:i")


def _written(value: date | datetime | None, english: str, chinese: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return str(written(value, english if get_language() == "en" else chinese))


@register.filter
def in_order(parts: object) -> str:
    """A list in words: 甲、乙、丙 · a, b, c."""
    separator = pgettext("列举", "、")
    return separator.join(said(part) for part in parts) if isinstance(parts, list | tuple) else str(parts)


@register.filter
def or_english(chinese: object, english: object) -> object:
    """The sentence in the reader's language where both are at hand: `{{ finding.says|or_english:finding.says_en }}`."""
    return english if get_language() == "en" and english else chinese
