"""Confirming the norms suggested for a loaded measure: the words that matched are shown, a person decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request
from qinqing.law.norms import load_norms
from qinqing.measures import services
from qinqing.measures.models import Measure, Suggestion
from qinqing.refusals import Refused


def measures(request: Request) -> HttpResponse:
    """Every loaded measure with how many suggestions wait."""
    return render(
        request,
        "measures/norms.html",
        {"measures": Measure.objects.prefetch_related("articles__suggestions")},
    )


def suggestions(request: Request, key: str) -> HttpResponse:
    """One measure, article by article, each with its suggested norms."""
    measure = get_object_or_404(
        Measure.objects.prefetch_related("articles__suggestions", "articles__chapter"), key=key
    )
    may_decide = bool(matrix()["norm_decide"].allows(request.actor, "POST"))
    return render(
        request,
        "measures/suggestions.html",
        {"measure": measure, "norms": load_norms(), "may_decide": may_decide},
    )


def decide(request: Request, key: str, pk: int) -> HttpResponse:
    """Confirm, reject or take back; then back to the same article."""
    suggestion = get_object_or_404(
        Suggestion.objects.select_related("article"), pk=pk, article__measure__key=key
    )
    try:
        services.decide_norm(request.actor, suggestion, request.POST.get("state", ""))
        messages.success(request, _("已记录"))
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect(f"/gw/norms/{key}/#a{suggestion.article.address}")
