"""Addresses for the tests of what every page shares: the web's own, and pages that only stand there, greet or break."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import include, path

handler400 = "qinqing.web.errors.bad_request"
handler403 = "qinqing.web.errors.forbidden"
handler404 = "qinqing.web.errors.not_found"
handler500 = "qinqing.web.errors.server_error"

PAGE = '{% extends "web/FACE.html" %}{% block title %}页{% endblock %}{% block content %}{{ request.GET.q }}{% endblock %}'


def greet(request: HttpRequest, face: str = "public") -> HttpResponse:
    page = engines["django"].from_string(PAGE.replace("FACE", face))
    return HttpResponse(page.render({}, request))


def desk(request: HttpRequest) -> HttpResponse:
    return greet(request, "staff")


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the disk is full")


def form(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/404.html")


urlpatterns = [
    path("", greet, name="home"),
    path("law/", break_down, name="law"),
    path("gw/notices/", desk, name="notices"),
    path("gw/findings/", desk, name="board"),
    path("own/", greet, {"face": "enterprise"}, name="own_enterprises"),
    path("desk/", desk, name="desk"),
    path("sign-in/", form, name="account_login"),
    path("sign-out/", form, name="account_logout"),
    path("account/second-factor/", form, name="mfa_index"),
    path("", include("qinqing.web.urls")),
]
