"""Where programs call: by their token alone, and whatever goes wrong is said so that a program can read it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request
from qinqing.api import problems, refusals
from qinqing.api.acting import actor_through, may, note_use, token_in
from qinqing.api.rate import take_turn
from qinqing.refusals import Refused

Respond = Callable[[HttpRequest], HttpResponse]

# Application and answers of the longest item are some tens of kilobytes; files come on their own.
MOST_JSON = 1_000_000
FILES = "multipart/form-data"


class ProblemAnswers:
    """Any error below `/api/v1/`, whoever made it, as problem details."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.respond(request)
        if (
            answer.status_code < 400
            or not request.path.startswith(problems.ROOT)
            or problems.is_problem(answer)
        ):
            return answer
        told = problems.plain(answer.status_code, getattr(answer, "incident", ""))
        if "Allow" in answer.headers:
            told["Allow"] = answer["Allow"]
        return told


class TokenMiddleware:
    """On routes of the face `api` nobody is who their session says: `request.actor` comes from the token, or is None."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: Request, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        route = matrix().get(request.resolver_match.view_name) if request.resolver_match else None
        if route is None or route.face != "api":
            return None
        request.actor = None  # type: ignore[assignment]  # a stranger until a token says otherwise
        method = request.method or ""
        if method not in (*route.methods, "HEAD", "OPTIONS") or route.allows(None, method):
            return None
        if _is_too_large(request):
            return problems.of_refused(refusals.body_too_large(MOST_JSON))
        try:
            token = token_in(request)
            take_turn(token)
            request.actor = actor_through(token)
        except Refused as refused:
            return problems.of_refused(refused)
        if not may(token, method):
            return problems.of_refused(refusals.read_only())
        note_use(token)
        request.token = token  # type: ignore[attr-defined]  # read by what tells a program who it is
        return None


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return request.content_type != FILES and length.isdigit() and int(length) > MOST_JSON
