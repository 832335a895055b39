"""What every template knows: the office, the face, who is reading, where to go, how they like to read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.notices.selectors import MOST_COUNTED, unread_count
from qinqing.web.navigation import open_to
from qinqing.web.preferences import Preferences, page_address
from qinqing.web.reading import Group, reading_groups


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `page` in every template."""
    return {"page": Page(request)}


@dataclass(frozen=True, slots=True)
class Language:
    """The interface's other language: its own name, its code, and this page in it."""

    code: str
    name: str
    url: str


class Page:
    """This request as base templates see it. Answered only when asked, so that nothing is looked up for nothing."""

    def __init__(self, request: HttpRequest):
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.preferences: Preferences = getattr(request, "preferences", None) or Preferences()
        self.demo: bool = settings.DEMO

    @property
    def language(self) -> str:
        return self.preferences.language

    @property
    def html_language(self) -> str:
        return "en" if self.language == "en" else "zh-Hans"

    @property
    def office(self) -> str:
        return settings.OFFICE["en" if self.language == "en" else "zh"]

    @cached_property
    def face(self) -> str:
        """public, enterprise, staff or organ; the public routes of the organ's own installation wear the organ's."""
        route = getattr(self.request, "route", None)
        face: str = route.face if route else "public"
        return "organ" if settings.ORGAN and face == "public" else face

    @cached_property
    def base(self) -> str:
        """The base template of whoever is reading, for pages every face shares (errors, one's own account)."""
        face = self.face
        if face == "public" and self.actor is not None:
            face = "staff" if self.actor.is_staff else "enterprise"
        return f"web/{face}.html"

    @cached_property
    def address(self) -> str:
        """This page's own address, to come back to after changing how it reads."""
        return page_address(self.request)

    @property
    def reading(self) -> list[Group]:
        """The reading preferences as buttons, the chosen ones pressed."""
        return reading_groups(self.preferences)

    @property
    def other_language(self) -> Language:
        code, name = ("zh-hans", "中文") if self.language == "en" else ("en", "English")
        return Language(code, name, f"{self.address}{'&' if '?' in self.address else '?'}lang={code}")

    @property
    def home(self) -> str:
        """Where the mark leads: home in public, else the desk of one's role."""
        if self.face == "public":
            return open_to("home", self.actor) or "/"
        return reverse("desk")

    @property
    def home_public(self) -> str:
        """The public home where this installation has one; '' in the organ's."""
        return open_to("home", self.actor)

    @cached_property
    def inbox(self) -> str:
        """Where the reader's notices are; '' where this installation has none."""
        return open_to("inbox", self.actor)

    @cached_property
    def unread(self) -> str:
        """How many of them are unread; '' for none. One question to the database, of an index."""
        count = unread_count(self.actor.user.pk) if self.actor else 0
        return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")

    @property
    def reader(self) -> str:
        """Who is looking, shown on every page that is not public."""
        return str(self.actor.user) if self.actor else ""

    @property
    def role(self) -> str:
        """The role acted in, in words; '' for somebody without one."""
        return str(Role(self.actor.role).label) if self.actor and self.actor.roles else ""
