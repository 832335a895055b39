"""Who asks, whether their second factor is there, and whether the matrix lets them in. Default: no."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from qinqing.accounts.actor import Actor, actor_of
from qinqing.accounts.matrix import matrix
from qinqing.accounts.request import Request

Respond = Callable[[Request], HttpResponse]
SEEN = "seen"
SEEN_EVERY_SECONDS = 60
# Where somebody may go whose password an administrator knows: to choose their own, or away.
BEFORE_OWN_PASSWORD = ("account_change_password", "account_logout", "account_reauthenticate", "preferences")
# Where somebody without their second factor may still go: to set it up, or away.
BEFORE_SECOND_FACTOR = ("mfa_", "account_logout", "account_reauthenticate", "preferences")


class ActorMiddleware:
    """Puts `request.actor` there: None for a stranger, else the person with today's roles."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: Request) -> HttpResponse:
        user = request.user if _has_session(request) else None
        known = user is not None and user.is_authenticated
        request.actor = actor_of(request.user) if known else None  # type: ignore[assignment]  # a stranger
        if known:
            _still_here(request)
        return self.respond(request)


def _has_session(request: HttpRequest) -> bool:
    """Reading the user of a request without a session cookie would touch the session for nothing."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or not isinstance(request.user, SimpleLazyObject)


def _still_here(request: HttpRequest) -> None:
    """Keep the session alive, writing it at most once a minute: it ends after the idle time, never later."""
    now, session = int(time.time()), request.session
    if now - session.get(SEEN, 0) < SEEN_EVERY_SECONDS:
        return
    changed = session.modified
    session[SEEN] = now
    if not changed:
        # One question instead of a transaction; and a session ended meanwhile stays ended.
        kept = {
            "session_data": session.encode(dict(session.items())),
            "expire_date": session.get_expiry_date(),
        }
        Session.objects.filter(session_key=session.session_key).update(**kept)
        session.modified = False


class SecondFactorMiddleware:
    """Before anything else people choose their own password, and staff then set up a second factor."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: Request) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: Request, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        actor = request.actor
        route = request.resolver_match.view_name if request.resolver_match else ""
        if actor is not None and actor.user.password_given:
            return None if route in BEFORE_OWN_PASSWORD else redirect("account_change_password")
        if not settings.SECOND_FACTOR_REQUIRED or actor is None or not actor.is_staff:
            return None
        if route.startswith(BEFORE_SECOND_FACTOR) or is_mfa_enabled(actor.user):
            return None
        return redirect("mfa_activate_totp")


class MatrixMiddleware:
    """Lets a request reach its view only where the matrix says so; `request.allowed` holds the relations."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: Request) -> HttpResponse:
        return self.respond(request)

    def process_view(
        self, request: Request, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        route = matrix().get(request.resolver_match.view_name) if request.resolver_match else None
        if route is None:
            raise Http404
        actor: Actor | None = request.actor
        request.route = route
        request.allowed = route.allows(actor, request.method or "")
        if request.allowed:
            return None
        if (request.method or "") not in (*route.methods, "HEAD", "OPTIONS"):
            return HttpResponseNotAllowed(list(route.methods))
        if actor is None:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
