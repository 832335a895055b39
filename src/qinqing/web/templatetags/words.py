"""Filters that put data into words of the reader's language. Built in: templates need not load them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from qinqing.law.bindings import NO_CHAPTER
from qinqing.law.numerals import write_numeral
from qinqing.refusals import Say
from qinqing.rules.rule import Rule
from qinqing.rules.sentences import blank_sentences

register = template.Library()


def english() -> bool:
    return (get_language() or "").startswith("en")


@register.filter
def said(pair: Any) -> str:
    """A Say in the reader's language; anything else as it is."""
    if pair is None:
        return ""
    return str((pair.en if english() else pair.zh) if hasattr(pair, "zh") else pair)


@register.filter
def sentence(finding: Any) -> str:
    """A finding's own sentence in the reader's language."""
    return str(finding.says_en if english() else finding.says)


@register.filter
def sentences(rule: Rule) -> list[Say]:
    """What a rule can say, its blanks named."""
    return blank_sentences(rule)


KINDS = {
    "direct": Say("直接判断", "direct"),
    "pattern": Say("规律检验", "pattern"),
    "link": Say("关系路径", "link"),
}
LEVELS = {
    "amber": Say("提醒级", "amber: remind"),
    "red": Say("要求说明情况级", "red: explain"),
    "refer": Say("移送级", "refer"),
    "by row": Say("逐件定级", "level by case"),
}


@register.filter
def kind_word(kind: str) -> str:
    """How a rule judges, in words."""
    return said(KINDS.get(kind, kind))


@register.filter
def level_word(level: str) -> str:
    """A rule's level, in words."""
    return said(LEVELS.get(level, level))


@register.filter
def why(run: Any) -> str:
    """Why a rule was skipped, in the reader's language."""
    return str(run.why_en if english() else run.why)


@register.filter
def article(address: str) -> str:
    """'13' → 第十三条 / Article 13; '13-1' → 第十三条之一; other addresses stand as they are."""
    if english():
        return f"Article {address}"
    number, _, after = str(address).partition("-")
    if not number.isdigit() or (after and not after.isdigit()):
        return str(address)
    return f"第{write_numeral(int(number))}条" + (f"之{write_numeral(int(after))}" if after else "")


@register.filter
def article_list(addresses: Any) -> str:
    """('13', '18') → 第十三条、第十八条 / Article 13, Article 18."""
    return pgettext("列举", "、").join(article(address) for address in addresses)


@register.filter
def released_words(released: Any) -> object:
    """A released total: the number, 少于5 where it is withheld, 无 for none, None where nothing was released."""
    if not released:
        return None
    if released.total is None:
        return _("少于5")
    return released.total or _("无")


@register.filter
def money(amount: Any) -> str:
    """1742000 → 1,742,000.00"""
    return f"{Decimal(str(amount)):,.2f}"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """A dictionary's entry by a key that is itself a variable."""
    return mapping.get(key, "")


@register.filter
def chapter_label(number: Any) -> str:
    """2 → 第二章 / Chapter 2; nothing for the chapter of articles that stand in none."""
    if str(number) == NO_CHAPTER:
        return ""
    if english():
        return f"Chapter {number}"
    return f"第{write_numeral(int(number))}章" if str(number).isdigit() else str(number)


@register.filter
def numeral(number: Any) -> str:
    """25 → 二十五 / 25."""
    return str(number) if english() else write_numeral(int(number))


@register.filter
def fact(columns: list[tuple[Any, Any]]) -> SafeString:
    """A fact on one line: each column's word and its value, kept together. In Python, since a page shows many."""
    place = "en" if english() else "zh"
    parts = (
        format_html(
            '<span class="nowrap"><span class="quiet">{}</span> {}</span>',
            getattr(name, place),
            getattr(value, place),
        )
        for name, value in columns
    )
    return mark_safe(" · ".join(parts))  # noqa: S308  # every part is escaped above
