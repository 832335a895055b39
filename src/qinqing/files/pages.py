"""An attachment as a download: never shown by the browser, never anything but what was taken in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from qinqing.accounts.request import Request, find_or_404
from qinqing.files import refusals, store
from qinqing.files.limits import KINDS
from qinqing.files.models import Attachment

# Opened in a browser in spite of everything, it may run and fetch nothing.
SANDBOX = "sandbox; default-src 'none'"


def download(found: Attachment) -> HttpResponse:
    """One that is clean, with its true type and never inline."""
    return HttpResponse(
        store.read(found.sha256, found.pk),
        content_type=KINDS[found.kind].media_type,
        headers={
            "Content-Disposition": content_disposition_header(True, found.name),
            "Content-Security-Policy": SANDBOX,
            "X-Content-Type-Options": "nosniff",
        },
    )


def attachment(request: Request, pk: UUID) -> HttpResponse:
    """The file; where it cannot be had now, why."""
    found = find_or_404(request, Attachment.objects.select_related("uploaded_by"), pk=pk)
    if found.standing != "clean":
        why = refusals.not_now(found.standing)
        return render(request, "files/not_now.html", {"says": why.says}, status=409)
    return download(found)
