"""Confirming the norms suggested for a loaded measure: the words that matched are shown, a person decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request
from qinqing.law.bindings import LIST_NAMES, SIDE_NAMES, load_binding
from qinqing.law.norms import Norm, load_norms
from qinqing.measures import services
from qinqing.measures.forms import DescribeForm
from qinqing.measures.models import Article, Measure, Suggestion
from qinqing.refusals import Refused
from qinqing.web.templatetags.words import said


def measures(request: Request) -> HttpResponse:
    """Every loaded measure with how many suggestions wait."""
    return render(
        request,
        "measures/norms.html",
        {"measures": Measure.objects.prefetch_related("articles__suggestions")},
    )


def suggestions(request: Request, key: str) -> HttpResponse:
    """One measure, article by article, each with its suggested norms."""
    return _page(request, _measure(key))


def describe(request: Request, key: str) -> HttpResponse:
    """Who issued the measure, whose duties it sets out, what kind of list each chapter is."""
    measure = _measure(key)
    form = DescribeForm(measure, request.POST)
    if not form.is_valid():
        return _page(request, measure, form, status=422)
    services.describe_measure(request.actor, measure, **form.described())
    messages.success(request, _("已记录"))
    return redirect("norm_suggestions", key)


def add(request: Request, key: str, pk: int) -> HttpResponse:
    """A norm the recognising words did not point at; then back to the same article."""
    article = get_object_or_404(Article.objects.select_related("measure"), pk=pk, measure__key=key)
    try:
        services.add_norm(request.actor, article, request.POST.get("norm", ""))
        messages.success(request, _("已记录"))
    except Refused as refused:
        messages.error(request, str(refused.says))
    return redirect(f"/gw/norms/{key}/#a{article.address}")


def _measure(key: str) -> Measure:
    measures = Measure.objects.prefetch_related("articles__suggestions", "articles__chapter")
    return get_object_or_404(measures, key=key)


def _page(
    request: Request, measure: Measure, form: DescribeForm | None = None, status: int = 200
) -> HttpResponse:
    may_decide = bool(matrix()["norm_decide"].allows(request.actor, "POST"))
    if services.is_shipped(measure.key):
        return render(request, "measures/shipped.html", {"measure": measure, "articles": _bound(measure)})
    context = {
        "measure": measure,
        "norms": load_norms(),
        "may_decide": may_decide,
        "describe": (form or DescribeForm(measure)) if may_decide else None,
        "list_names": [said(name) for name in LIST_NAMES.values()],
        "side_names": [said(name) for name in SIDE_NAMES.values()],
    }
    return render(request, "measures/suggestions.html", context, status=status)


def _bound(measure: Measure) -> list[tuple[Article, list[tuple[Norm, list[str]]]]]:
    """Each loaded article with the norms the program binds it to, and the words of it that point at them."""
    binding, norms = load_binding(measure.key).articles, load_norms()
    articles = []
    for article in measure.articles.all():
        words = {suggestion.norm: suggestion.words for suggestion in article.suggestions.all()}
        bound = binding[article.address].norms if article.address in binding else ()
        articles.append((article, [(norms[norm], words.get(norm, [])) for norm in bound]))
    return articles


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
