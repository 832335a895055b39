"""The reading preferences as the top of every page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qinqing.web.preferences import CHOICES, Preferences


@dataclass(frozen=True, slots=True)
class Choice:
    """One button; `pressed` is 'true' or 'false', as ARIA spells it."""

    value: str
    label: str | Promise
    pressed: str


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    label: str | Promise
    choices: tuple[Choice, ...]


# Preference → (its name, the word for the standard, the word for the other).
WORDS: dict[str, tuple[str | Promise, str | Promise, str | Promise]] = {
    "text": (_("字号"), _("标准"), _("大")),
    "contrast": (_("对比"), _("标准"), _("高")),
    "simple": (_("版式"), _("完整"), _("简明")),
    "cursor": (_("指针"), _("标准"), _("大")),
}


def reading_groups(preferences: Preferences) -> list[Group]:
    return [_group(name, getattr(preferences, name)) for name in CHOICES]


def _group(name: str, chosen: str) -> Group:
    label, standard, other = WORDS[name]
    pairs = (("", standard), (CHOICES[name], other))
    return Group(name, label, tuple(Choice(v, word, "true" if v == chosen else "false") for v, word in pairs))
