"""核验: how far the log has come, who has seen it, and how anybody checks it without asking us."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinqing.record.models import Checkpoint, Waiting
from qinqing.record.profiles import log_origin
from qinqing.record.publishing import cosigned_note
from qinqing.record.signer import PUBLIC


def trust(request: HttpRequest) -> HttpResponse:
    latest = Checkpoint.objects.prefetch_related("cosignatures").first()
    key = settings.LOG_FILES / PUBLIC
    context = {
        "latest": latest,
        "note": cosigned_note(latest).decode() if latest else "",
        "waiting": Waiting.objects.count(),
        "witnesses": list(latest.cosignatures.order_by("witness")) if latest else [],
        "key": key.read_text(encoding="utf-8").strip() if key.is_file() else "",
        "origin": log_origin(),
    }
    return render(request, "trust/trust.html", context)
