"""核验: how far the log has come, who has seen it, and how anybody checks it without asking us."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinqing.record.models import Checkpoint, Waiting
from qinqing.record.profiles import log_origin
from qinqing.record.publishing import cosigned_note
from qinqing.record.signer import PUBLIC
from qinqing.trust.pages.witnesses import witness_part


def trust(request: HttpRequest) -> HttpResponse:
    latest = Checkpoint.objects.first()
    file = settings.LOG_FILES / PUBLIC
    key = file.read_text(encoding="utf-8").strip() if file.is_file() else ""
    context = {
        "latest": latest,
        "note": cosigned_note(latest).decode() if latest else "",
        "waiting": Waiting.objects.count(),
        "witnessed": witness_part(key),
        "key": key,
        "origin": log_origin(),
    }
    return render(request, "trust/trust.html", context)
