"""How a page hands its reader the receipt of what they just did: the one way for every app.

with entries_written() as written:
    services.authorise_agent(request.actor, …)
return hand_out(written, back=reverse("own_enterprise", args=[key]))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from qinqing.accounts.entry_words import entry_words
from qinqing.record.models import Entry
from qinqing.record.profiles import log_profile
from qinqing.record.receipts import promise_of, receipt_of
from qinqing.tlog.profile import STANDARD
from qinqing.tlog.promise import WITHIN_SECONDS
from qinqing.verify.link import to_digits
from qinqing.web.charts import code
from qinqing.web.components.receipts import HandedOut

SEE_OTHER = 303


def hand_out(written: Sequence[UUID], back: str, shown: str = "") -> HttpResponse:
    """To the page of the last act's receipt; this very answer already carries the signed promise with the entry.

    `back`: the page of ours that the reader goes on from · `shown`: a page of the app's own that shows the receipt.
    """
    entry = Entry.objects.get(pk=written[-1])
    address = shown or f"{reverse('receipt', args=[entry.pk])}?{urlencode({'back': back})}"
    answer = HttpResponse(promise_of(entry), status=SEE_OTHER, content_type="application/json")
    answer["Location"] = address
    return answer


def handed(request: HttpRequest, entry: Entry) -> HandedOut:
    """What there is to take away of this act by now."""
    facts = HandedOut(
        words=entry_words(entry.type),
        at=entry.at,
        due=entry.at + timedelta(seconds=WITHIN_SECONDS),
        office=settings.OFFICE["en" if get_language() == "en" else "zh"],
        number=str(entry.pk),
        page=request.get_full_path(),
        promise=reverse("promise_file", args=[entry.pk]),
    )
    receipt = receipt_of(entry)
    if receipt is None:
        return facts
    link = receipt_link(request, entry)
    return replace(
        facts,
        receipt=reverse("receipt_file", args=[entry.pk]),
        index=entry.place.index,
        code=reverse("receipt_code", args=[entry.pk]) if link else "",
        check=f"{reverse('verify_page')}#{to_digits(receipt)}" if log_profile().name == STANDARD else "",
        whole=link is None or link.whole,
    )


@dataclass(frozen=True, slots=True)
class ReceiptLink:
    """The address a QR code holds: the page that verifies, and the receipt in digits. `whole`: with its words."""

    address: str
    digits: str
    whole: bool


def receipt_link(request: HttpRequest, entry: Entry) -> ReceiptLink | None:
    """The whole receipt where it fits a code, else without its words.

    None where neither fits, where there is no receipt yet, and of a log by the national algorithms, which the page does not know.
    """
    if log_profile().name != STANDARD:
        return None
    address = request.build_absolute_uri(reverse("verify_page")) + "#"
    for whole in (True, False):
        receipt = receipt_of(entry, words=whole)
        if receipt is not None and code.fits(address, digits := to_digits(receipt)):
            return ReceiptLink(address, digits, whole)
    return None
