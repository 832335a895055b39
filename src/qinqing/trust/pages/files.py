"""The log's published files, as C2SP tlog-tiles has them: whoever wants keeps a copy."""

from __future__ import annotations

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from qinqing.record.policies import POLICY, policies
from qinqing.record.receipts import promiser
from qinqing.record.signer import PUBLIC
from qinqing.record.trees import SECOND
from qinqing.refusals import Refused
from qinqing.tlog.tiles import CHECKPOINT_PATH, ENTRIES, WIDTH, parse_path

FOREVER = "public, max-age=31536000, immutable"
NOW = "no-cache"
# The key by which promises are checked: of whoever answers people, not of the log.
PROMISE_PUBLIC = "promise.pub"
OF_SECOND = f"{SECOND}/"
TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"


def log_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A checkpoint, a key or a policy is asked for anew each time; a tile never changes once it is there.

    The second tree's entry bundles are the log's own files, and answer under its address as well.
    """
    tree, below = ("", path) if not path.startswith(OF_SECOND) else (OF_SECOND, path.removeprefix(OF_SECOND))
    if below in (CHECKPOINT_PATH, PUBLIC):
        return _file(path, TEXT, NOW)
    if path == PROMISE_PUBLIC:
        return _text(f"{promiser().verifier}\n")
    if below == POLICY and path in (known := policies()):
        return _text(known[path])
    try:
        tile = parse_path(below)
    except Refused:
        raise Http404 from None
    file = tile.path if tile.level == ENTRIES else f"{tree}{tile.path}"
    return _file(file, BYTES, FOREVER if tile.width == WIDTH else NOW)


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=TEXT, headers={"Cache-Control": NOW})


def _file(path: str, kind: str, kept: str) -> FileResponse:
    file = settings.LOG_FILES / path
    if not file.is_file():
        raise Http404
    answer = FileResponse(file.open("rb"), content_type=kind)
    answer["Cache-Control"] = kept
    return answer
