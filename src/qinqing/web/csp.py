"""Where browsers report what the policy stopped: logged, bounded, never answered with anything."""

from __future__ import annotations

import json
import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

log = logging.getLogger("qinqing.csp")

LONGEST_REPORT = 8192
LONGEST_WORD = 200
NO_CONTENT = 204


@csrf_exempt  # browsers send reports without a token; nothing is changed by one
def report(request: HttpRequest) -> HttpResponse:
    """Log which directive stopped what on which page. Too long or not JSON: counted, its content dropped."""
    stopped = _stopped(request)
    words = (stopped.get(name) for name in ("effective-directive", "blocked-uri", "document-uri"))
    log.warning("csp %s", " ".join(_plain(word) for word in words))
    return HttpResponse(status=NO_CONTENT)


def _stopped(request: HttpRequest) -> dict[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > LONGEST_REPORT:
        return {}
    try:
        told = json.loads(request.read(LONGEST_REPORT))
    except (ValueError, RecursionError):
        return {}
    found = told.get("csp-report") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else {}


def _plain(word: object) -> str:
    """One log word: no line breaks or spaces from outside reach the log."""
    return "".join(c for c in str(word or "-")[:LONGEST_WORD] if c.isprintable() and not c.isspace())
