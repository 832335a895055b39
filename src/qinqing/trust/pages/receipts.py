"""我的回执: what somebody did here, and the files by which they can prove it to anyone."""

from __future__ import annotations

import json
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from qinqing.accounts.entry_words import FOR_PROGRAMS, entry_words, field_words
from qinqing.accounts.handing import handed, receipt_link
from qinqing.accounts.request import Request, find_or_404
from qinqing.record.models import Entry
from qinqing.record.pseudonyms import pseudonym
from qinqing.record.receipts import openings_of, promise_of, receipt_of
from qinqing.web.charts import code

PER_PAGE = 20


def receipts(request: Request) -> HttpResponse:
    """Everything the reader did, newest first."""
    own = Entry.objects.filter(actor=pseudonym(request.actor.pseudonym_of)).order_by("-at", "-id")
    page = Paginator(own, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, entry_words(entry.type)) for entry in page]
    return render(request, "trust/receipts.html", {"page_of": page, "rows": rows})


def receipt(request: Request, entry: UUID) -> HttpResponse:
    """One act on a page that prints well; where somebody just did it, with the way back to where they were."""
    found = _found(request, entry)
    made = receipt_of(found)
    context = {
        "entry": found,
        "handed": handed(request, found),
        "said": said_in(found),
        "text": made.decode() if made else "",
        "back": local(request.GET.get("back", "")),
        "trust": request.build_absolute_uri(reverse("trust")),
    }
    return render(request, "trust/receipt.html", context)


def said_in(entry: Entry) -> list[tuple[object, str]] | None:
    """What was said in it, each under its name; None where it was erased. What binds rows is for programs."""
    openings = openings_of(entry)
    if not openings:
        return None
    payload = json.loads(openings[0].payload)
    shown = ((key, value) for key, value in payload.items() if key not in FOR_PROGRAMS)
    return [(field_words(key), _in_words(value)) for key, value in shown]


def _in_words(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def local(address: str) -> str:
    """The address if it is one of ours, else ''."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe else ""


def receipt_file(request: Request, entry: UUID) -> HttpResponse:
    made = receipt_of(_found(request, entry))
    if made is None:
        raise Http404
    return _download(made, "application/json", f"receipt-{entry}.json")


def receipt_code(request: Request, entry: UUID) -> HttpResponse:
    """The QR code as a picture."""
    link = receipt_link(request, _found(request, entry))
    if link is None:
        raise Http404
    return HttpResponse(code.draw(link.address, link.digits), content_type="image/svg+xml")


def promise_file(request: Request, entry: UUID) -> HttpResponse:
    return _download(promise_of(_found(request, entry)), "application/json", f"promise-{entry}.json")


def _found(request: Request, entry: UUID) -> Entry:
    return find_or_404(request, Entry.objects.select_related("place"), pk=entry)


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
