"""What notices say: a few fixed words per kind, declared by the app whose matter it is, and the page it leads to.

kind("affairs.accepted", "您的申请已经受理", "Your application was accepted", "own_application", "number")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from qinqing.refusals import Say


@dataclass(frozen=True, slots=True)
class Kind:
    """`route`, `part`: the page of what it is about, by the part of its address that `about` fills; '' for none."""

    key: str
    says: Say
    route: str = ""
    part: str = ""

    def address(self, about: str) -> str:
        """Where it leads; '' where there is no such page."""
        if not self.route or (self.part and not about):
            return ""
        try:
            return reverse(self.route, kwargs={self.part: about} if self.part else {})
        except NoReverseMatch:
            return ""


# An app may have taken its kind back since: what it said then is still there to read.
FORGOTTEN = Say("一条通知", "A notice")
_kinds: dict[str, Kind] = {}
_families: dict[str, Callable[[str], Kind | None]] = {}


def kind(key: str, zh: str, en: str, route: str = "", part: str = "") -> str:
    """Declares a kind and gives its key."""
    _kinds[key] = Kind(key, Say(zh, en), route, part)
    return key


def family(prefix: str, member: Callable[[str], Kind | None]) -> None:
    """Declares kinds whose words lie elsewhere: `prefix:key` is what `member(key)` says."""
    _families[prefix] = member


def kind_of(key: str) -> Kind:
    prefix, _, rest = key.partition(":")
    found = _families[prefix](rest) if prefix in _families else _kinds.get(key)
    return found or Kind(key, FORGOTTEN)


def kinds() -> dict[str, Kind]:
    return dict(_kinds)
