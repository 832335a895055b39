"""/patterns/: every component with its states, for everybody who builds a page or wants to know how they are built."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def patterns(request: HttpRequest) -> HttpResponse:
    return render(request, "web/patterns.html")


def picture(request: HttpRequest, name: str) -> HttpResponse:
    return HttpResponse("", content_type="image/svg+xml")
