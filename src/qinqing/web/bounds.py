"""What no page of ours ever needs is refused before anything reads it: NUL characters, bodies beyond any form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

Respond = Callable[[HttpRequest], HttpResponse]

# The largest spreadsheet or attachments a form takes, and a megabyte for what is around them.
MOST_MEGABYTES = 20
MOST_BYTES = (MOST_MEGABYTES + 1) * 1_000_000


class FilesTooBig(RequestDataTooBig):
    """Of a form with files, whose text alone is bounded much lower."""


class Bounds:
    """Answers 400, and 413 for what is too much. A form's token is read before anybody asks who sends it: without a bound a stranger fills the disk."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if length_of(request.META) > MOST_BYTES:
            too_big = FilesTooBig if request.content_type == "multipart/form-data" else RequestDataTooBig
            raise too_big("the body is larger than any form of ours")
        if _has_nul(request):
            raise BadRequest("a NUL character: PostgreSQL keeps no such text, so there is nothing to find")
        return self.respond(request)


def length_of(environ: Mapping[str, Any]) -> int:
    """As it is announced; 0 where it is not, and then nobody reads it."""
    try:
        return int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _has_nul(request: HttpRequest) -> bool:
    """In the path, the query or a cookie. Forms say it themselves, beside the field."""
    asked = (value for values in request.GET.lists() for value in values[1])
    return any("\0" in text for text in (request.path, *asked, *request.COOKIES.values()))
