"""The log's published files, as C2SP tlog-tiles has them: whoever wants keeps a copy."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from qinqing.record.receipts import promiser
from qinqing.record.signer import PUBLIC
from qinqing.refusals import Refused
from qinqing.tlog.tiles import CHECKPOINT_PATH, WIDTH, parse_path

FOREVER = "public, max-age=31536000, immutable"
NOW = "no-cache"
# The key by which promises are checked: of whoever answers people, not of the log.
PROMISE_PUBLIC = "promise.pub"
TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"


def log_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A checkpoint or a key is asked for anew each time; a tile never changes once it is there."""
    if path in (CHECKPOINT_PATH, PUBLIC):
        return _file(path, TEXT, NOW)
    if path == PROMISE_PUBLIC:
        return HttpResponse(f"{promiser().verifier}\n", content_type=TEXT, headers={"Cache-Control": NOW})
    try:
        tile = parse_path(path)
    except Refused:
        raise Http404 from None
    return _file(tile.path, BYTES, FOREVER if tile.width == WIDTH else NOW)


def _file(path: str, kind: str, kept: str) -> FileResponse:
    file = settings.LOG_FILES / path
    if not file.is_file():
        raise Http404
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = kept
    return answer
