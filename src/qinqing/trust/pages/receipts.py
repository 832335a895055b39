"""我的回执: what somebody did here, and the files by which they can prove it to anyone."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from qinqing.accounts.entry_words import entry_words
from qinqing.accounts.request import Request, find_or_404
from qinqing.record.models import Entry
from qinqing.record.pseudonyms import pseudonym
from qinqing.record.receipts import promise_of, receipt_of

PER_PAGE = 20


def receipts(request: Request) -> HttpResponse:
    """Everything the reader did, newest first."""
    own = Entry.objects.filter(actor=pseudonym(request.actor.pseudonym_of)).order_by("-at", "-id")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, entry_words(entry.type)) for entry in page]
    return render(request, "trust/receipts.html", {"page_of": page, "rows": rows})


def receipt(request: Request, entry: UUID) -> HttpResponse:
    """One act on a page that prints well."""
    found = _found(request, entry)
    made = receipt_of(found)
    context = {
        "entry": found,
        "words": entry_words(found.type),
        "body": json.loads(bytes(found.body)),
        "text": made.decode() if made else "",
        "place": getattr(found, "place", None),
    }
    return render(request, "trust/receipt.html", context)


def receipt_file(request: Request, entry: UUID) -> HttpResponse:
    made = receipt_of(_found(request, entry))
    if made is None:
        raise Http404
    return _download(made, "application/json", f"receipt-{entry}.json")


def promise_file(request: Request, entry: UUID) -> HttpResponse:
    return _download(promise_of(_found(request, entry)), "text/plain; charset=utf-8", f"promise-{entry}.txt")


def _found(request: Request, entry: UUID) -> Entry:
    return find_or_404(request, Entry.objects.select_related("place"), pk=entry)


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
