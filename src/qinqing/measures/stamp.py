"""One question that says whether a public page is still what it was: pages are kept rendered until it changes."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from qinqing.law.bindings import own_binding_file

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

QUESTION = """SELECT (SELECT max(id) FROM oversight_sweep), (SELECT max(id) FROM measures_releasedtotal),
                     (SELECT max(loaded_at) FROM measures_measure)"""
KEPT_SECONDS = 3600


def public_stamp() -> str:
    """Changes whenever a sweep, a release, a loaded text, confirmed values or norms, or the day do."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        parts = cursor.fetchone()
    files = [_changed(path) for path in (settings.VALUES_FILE, own_binding_file(settings.MEASURE))]
    return f"{parts} {files} {timezone.localdate()}"


def _changed(path: Path) -> int:
    """When a file was written last; 0 where there is none."""
    return path.stat().st_mtime_ns if path.is_file() else 0


def kept_rendered(view: View[P]) -> View[P]:
    """Serve a stranger's GET from memory while the stamp stands. Somebody signed in always gets a fresh page."""

    @functools.wraps(view)
    def serve(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.actor is not None or request.GET:  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        key = _key(request)
        kept: HttpResponse | None = caches["pages"].get(key)
        if kept is None:
            kept = view(request, *args, **kwargs)
            if kept.status_code == 200:
                kept["ETag"] = f'"{key}"'
                caches["pages"].set(key, kept, KEPT_SECONDS)
        return get_conditional_response(request, etag=kept.get("ETag"), response=kept) or kept

    return serve


def _key(request: HttpRequest) -> str:
    preferences = request.preferences.key  # type: ignore[attr-defined]
    return hashlib.sha256(f"{public_stamp()}|{request.path}|{preferences}".encode()).hexdigest()[:32]
