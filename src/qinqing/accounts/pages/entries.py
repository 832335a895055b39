"""操作记录: every entry of the outbox, for the audit administrator. Says what happened, never what was written."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from qinqing.accounts.entry_words import entry_words
from qinqing.accounts.roles import Role
from qinqing.record.models import Entry
from qinqing.record.services import ENTRY_TYPES, Machine

PER_PAGE = 50


def entries(request: HttpRequest) -> HttpResponse:
    """Newest first, by type if asked. Actors are pseudonyms; payloads are commitments only."""
    kind = request.GET.get("type", "")
    found = Entry.objects.filter(type=kind) if kind in ENTRY_TYPES else Entry.objects.all()
    page = Paginator(found.order_by("-at", "-id"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, json.loads(bytes(entry.body)), entry_words(entry.type)) for entry in page]
    context = {
        "page_of": page,
        "rows": rows,
        "types": [(name, entry_words(name)) for name in sorted(ENTRY_TYPES)],
        "roles": {**dict(Role.choices), Machine().role: _("系统自动")},
        "kind": kind,
        "query": f"type={kind}" if kind else "",
    }
    return render(request, "accounts/entries.html", context)
