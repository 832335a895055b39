"""The organisation as recorded: departments and officials, enterprises."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinqing.organisations.models import Department, Enterprise

PER_PAGE = 50


def departments(request: HttpRequest) -> HttpResponse:
    """Departments with successor and number of officials in office."""
    found = Department.objects.select_related("parent", "successor").annotate(
        staff=Count("officials", filter=Q(officials__until__isnull=True))
    )
    return render(request, "organisations/departments.html", {"departments": found})


def enterprises(request: HttpRequest) -> HttpResponse:
    """Enterprises by name or code, a page at a time."""
    words = request.GET.get("q", "").strip()[:60]
    found = (
        Enterprise.objects.filter(Q(name__icontains=words) | Q(key__icontains=words))
        if words
        else Enterprise.objects.all()
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "organisations/enterprises.html",
        {"page_of": page, "words": words, "query": f"q={words}" if words else ""},
    )
