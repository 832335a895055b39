"""What a unit has to do next: ordered by the clock, narrowed by the address, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.request import Request
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Application, State
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.selectors.lists import Urgency, WorkFilter, urgency
from qinqing.affairs.selectors.worklists import MOST_COUNTED, MOST_FIRMS, Counts, counts_of, meant, page_of
from qinqing.affairs.shown.urgency import KINDS, distance, to_do
from qinqing.affairs.texts import Titles, items_now
from qinqing.refusals import Say

LONGEST_WORDS = 60
TABS = {
    "mine": _("我的"),
    "late": _("已超期"),
    "today": _("今天到期"),
    "untold": _("期限未能算出"),
    "unit": _("全部在办"),
}
SEEING_ALL = "unit"


@dataclass(frozen=True, slots=True)
class Asked:
    """The address of a worklist; a word it does not know is no filter."""

    tab: str
    item: str
    state: str
    words: str
    unassigned: bool

    @classmethod
    def of(cls, request: HttpRequest, first: str) -> Asked:
        asked = request.GET
        tab, item, state = (asked.get(name, "") for name in ("tab", "item", "state"))
        return cls(
            tab=tab if tab in TABS else first,
            item=item if item in items_now() else "",
            state=state if state in State.values else "",
            words=asked.get("q", "").strip()[:LONGEST_WORDS],
            unassigned=asked.get("free") == "1",
        )

    def filter(self, today: date) -> tuple[WorkFilter, int]:
        """With how many firms the words fit."""
        late, due = (today if self.tab == tab else None for tab in ("late", "today"))
        asked = WorkFilter(
            mine=self.tab == "mine",
            item=self.item,
            state=self.state,
            late_on=late,
            due_on=due,
            untold=self.tab == "untold",
            unassigned=self.unassigned,
        )
        return meant(self.words, asked)

    def query(self, **changed: str) -> str:
        parts = {"tab": self.tab, "item": self.item, "state": self.state, "q": self.words}
        parts |= {"free": "1" if self.unassigned else ""} | changed
        return urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """One application as the list shows it."""

    application: Application
    title: object
    near: Urgency
    distance: Say
    to_do: Say

    @property
    def kind(self) -> str:
        return KINDS[self.near]

    @property
    def due(self) -> date | None:
        day = self.application.act_by
        return day if day != NOT_OUR_TURN else None


def affairs(request: Request) -> HttpResponse:
    """The list; somebody without applications of their own begins with the unit's."""
    actor, today = request.actor, timezone.localdate()
    counts = counts_of(actor, today)
    asked = Asked.of(request, SEEING_ALL if _sees_all(actor) or not counts.mine else "mine")
    narrowed, firms = asked.filter(today)
    page = page_of(actor, narrowed, request.GET.get("after", ""))
    titles = Titles()
    context: dict[str, Any] = {
        "asked": asked,
        "rows": [_row(application, today, titles) for application in page.rows],
        "next": asked.query(after=page.after) if page.after else "",
        "query": asked.query(),
        "first": asked.query() if request.GET.get("after") else "",
        "tabs": [
            (label, asked.query(tab=key), _shown(getattr(counts, key)), key == asked.tab)
            for key, label in TABS.items()
            if key != "untold" or counts.untold or key == asked.tab
        ],
        "counts": counts,
        "untold": (_shown(counts.untold), asked.query(tab="untold")) if counts.untold else (),
        "items": [("", gettext("全部")), *((key, str(item.title)) for key, item in items_now().items())],
        "states": [("", gettext("全部在办")), *State.choices],
        "too_many": firms >= MOST_FIRMS,
        "may_enter": actor.holds(Role.CLERK),
        "lead": _lead(counts),
    }
    return render(request, "affairs/staff/worklist.html", context)


def _row(application: Application, today: date, titles: Titles) -> Row:
    return Row(
        application,
        titles[application.item],
        urgency(application, today),
        distance(application, today),
        to_do(application, today),
    )


def _sees_all(actor: Actor) -> bool:
    return actor.holds(Role.LEADER, Role.SUPERVISOR)


def _shown(count: int) -> str:
    """999+ where nobody counts further."""
    return f"{count:,}" if count <= MOST_COUNTED else f"{MOST_COUNTED}+"


def _lead(counts: Counts) -> str:
    if not counts.late and not counts.today:
        return gettext("今天没有到期的，也没有超期的。")
    shown = {"late": _shown(counts.late), "today": _shown(counts.today)}
    return gettext("已超期 %(late)s 件，今天到期 %(today)s 件。先办这些。") % shown
