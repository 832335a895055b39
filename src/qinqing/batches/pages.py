"""How far a long sheet has come, and the sheet itself."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header

from qinqing.accounts.request import Request, find_or_404
from qinqing.batches import store
from qinqing.batches.models import Batch, State
from qinqing.batches.registry import KNOWN, Sheet
from qinqing.refusals import Say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def batch(request: Request, pk: UUID) -> HttpResponse:
    """Rows done of all; loaded again it is further. Ready, the sheet or the report."""
    found = _found(request, pk)
    known = KNOWN[found.what]
    lines = [(Say(*line[:2]), Say(*line[2:])) for line in found.report]
    context = {
        "batch": found,
        "title": known.title,
        "back": known.back,
        "done": found.total if found.state == State.DONE else min(store.told(found.pk), found.total),
        "written": isinstance(known, Sheet),
        "there": found.state == State.DONE and store.path_of(found.pk).exists(),
        "told": [says for where, says in lines if not where.zh],
        "report": [(where, says) for where, says in lines if where.zh],
    }
    return render(request, "batches/batch.html", context)


def batch_file(request: Request, pk: UUID) -> HttpResponseBase:
    found = _found(request, pk)
    path = store.path_of(found.pk)
    if found.state != State.DONE or not path.exists():
        raise Http404
    day = timezone.localtime(found.finished_at).strftime("%Y-%m-%d")
    answer = FileResponse(path.open("rb"), content_type=XLSX)
    answer["Content-Disposition"] = attached(f"{KNOWN[found.what].title.zh}-{day}.xlsx")
    return answer


def attached(name: str) -> str:
    """As a download under this name, Chinese or not."""
    return content_disposition_header(True, name) or "attachment"


def _found(request: Request, pk: UUID) -> Batch:
    return find_or_404(request, Batch.objects.select_related("by"), pk=pk)
