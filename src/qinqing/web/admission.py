"""No more requests at once than the machine answers in good time: some are worked on, some wait, the rest hear so at once.

Whoever is turned away has done nothing yet, and is told that and when to come again; nobody waits for a page that will
not come. Beneath Django, so that it costs next to nothing when there is most to do.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from qinqing.web.bodies import TAKING_IN, Bodies, BrokenOff, NoRoom

# Of one process of a site. Two cores do not answer faster for doing more at once; who waits is served in a second or two.
WORKED_ON, WAITING = 2, 16
# Threads beyond these only say no.
REFUSING = 6
THREADS = WORKED_ON + WAITING + TAKING_IN + REFUSING
PATIENCE_SECONDS = 5.0
COME_AGAIN_SECONDS = 5

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]
PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>系统繁忙 · Busy</title></head><body><main>
<h1>现在使用的人较多，请稍后再试</h1>
<p>您刚才的操作没有提交，也没有办到一半。请过几秒刷新，或返回上一页再次提交。</p>
<p lang="en">Many people are using this just now. Nothing of what you sent was taken: please try again in a few seconds.</p>
</main></body></html>
""".encode()
# The same for a program, as `api/problems.py` says such things.
PROGRAMS = "/api/v1/"
PROBLEM = json.dumps(
    {
        "type": "urn:qinqing:problem:http.503",
        "title": "现在太忙。",
        "status": 503,
        "detail": "现在太忙，什么也没有办。请稍后再试，用同一个 Idempotency-Key。",
        "code": "http.503",
        "zh": "现在太忙，什么也没有办。",
        "en": "Too busy just now; nothing was done.",
        "remedy": {
            "zh": "请稍后再试，用同一个 Idempotency-Key。",
            "en": "Try again later with the same Idempotency-Key.",
        },
        "errors": [],
    },
    ensure_ascii=False,
).encode()
HEADERS = [
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
    ("Retry-After", str(COME_AGAIN_SECONDS)),
]


class Admission:
    """A WSGI application around another one."""

    def __init__(
        self,
        application: Wsgi,
        worked_on: int = WORKED_ON,
        waiting: int = WAITING,
        patience: float = PATIENCE_SECONDS,
    ):
        self.application, self.patience = application, patience
        self._inside = threading.BoundedSemaphore(worked_on + waiting)
        self._places = threading.BoundedSemaphore(worked_on)
        self._bodies = Bodies()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            body = self._bodies.whole(environ)
        except NoRoom:
            return refused(environ, start_response)
        except BrokenOff:
            start_response("400 Bad Request", [("Content-Length", "0"), *HEADERS])
            return []
        try:
            return self._admitted(environ, start_response)
        finally:
            if body:
                body.close()

    def _admitted(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not self._inside.acquire(blocking=False):
            return refused(environ, start_response)
        if not self._places.acquire(timeout=self.patience):
            self._inside.release()
            return refused(environ, start_response)
        try:
            answer = self.application(environ, start_response)
        except BaseException:
            self._leave()
            raise
        if getattr(answer, "streaming", False):
            return self._to_its_end(answer)
        self._leave()
        return answer

    def _to_its_end(self, answer: Any) -> Iterator[bytes]:
        """What is still being made while it is sent keeps its place."""
        try:
            yield from answer
        finally:
            self._leave()
            answer.close()

    def _leave(self) -> None:
        self._places.release()
        self._inside.release()


def refused(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    program = environ.get("PATH_INFO", "").startswith(PROGRAMS)
    body, kind = (PROBLEM, "application/problem+json") if program else (PAGE, "text/html; charset=utf-8")
    told = [("Content-Type", kind), ("Content-Length", str(len(body))), *HEADERS]
    start_response("503 Service Unavailable", told)
    return [body]
