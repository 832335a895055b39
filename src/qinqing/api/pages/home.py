"""What there is to call, for people; and the description itself, for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from qinqing.api.described import document, groups


def api_home(request: HttpRequest) -> HttpResponse:
    """Every operation, in groups."""
    return render(request, "api/home.html", {"groups": list(groups())})


def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 2})
