"""The home page: what this is, what it shows, where to go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinqing.measures.figures import overview
from qinqing.measures.stamp import kept_rendered


@kept_rendered
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/home.html", {"overview": overview()})
