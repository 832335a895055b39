"""Pages for what went wrong: calm, in the same voice, saying what to do now. Ours carry an incident number."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.http import escape_leading_slashes

from qinqing.refusals import Failed, Refused
from qinqing.web.bounds import MOST_MEGABYTES, FilesTooBig

Respond = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("qinqing.incident")
# Failures whose sentence helps whoever acted; others name files and processes of ours.
FOR_READERS = frozenset({"log.act_no_room"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _too_big(request, isinstance(exception, FilesTooBig))
    return _plain(request, "web/errors/400.html", 400)


def _too_big(request: HttpRequest, files: bool) -> HttpResponse:
    """What was too much: the files, or the text somebody wrote."""
    most = str(MOST_MEGABYTES) if files else f"{(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) / 2**20:g}"
    address = escape_leading_slashes(request.path)
    return _plain(request, "web/errors/413.html", 413, files=files, most=most, address=address)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old, most often because the page stood open overnight."""
    return render(request, "web/errors/csrf.html", status=403)


class RefusedAnswers:
    """A refusal that no page put into a form of its own is said as it is: nothing broke, so there is no incident."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        log.info("refused at %s: %s", request.method, exception.code)
        return render(request, "web/errors/409.html", {"refused": exception}, status=409)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our fault. The number ties what the reader tells us to the trace in the log."""
    number, error = secrets.token_hex(4), sys.exc_info()[1]
    told = str(error) if isinstance(error, Failed) and error.code in FOR_READERS else ""
    log.error("incident %s at %s %s", number, request.method, request.path, exc_info=sys.exc_info())
    page = _plain(request, "web/errors/500.html", 500, incident=number, told=told)
    page.incident = number  # type: ignore[attr-defined]  # for whoever says the same to a program
    return page


def _plain(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """A page that asks neither the database nor who is reading: either may be what failed."""
    preferences = getattr(request, "preferences", None)
    try:
        page = loader.get_template(template).render({"preferences": preferences, **context})
    except Exception:  # style sheets not collected, say: then words alone
        log.exception("the page for errors itself could not be made")
        page = loader.get_template("web/errors/bare.html").render(context)
    return HttpResponse(page, status=status)
