"""The headers every answer carries: nothing from elsewhere, nothing inline, nothing framed, nothing kept of a signed-in page."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Respond = Callable[[HttpRequest], HttpResponse]

REPORT_PATH = "/csp-report/"
# Hardly a page has a script, so none is allowed: not even from 'self'. See `with_own_script`.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        f"report-uri {REPORT_PATH}",
    )
)
UNUSED_POWERS = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in UNUSED_POWERS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


OWN_SCRIPT = f"{POLICY}; script-src 'self'; connect-src 'self'"


def with_own_script(response: HttpResponse) -> HttpResponse:
    """For a page that works without it: files of ours may run there, and speak to us; still nothing inline."""
    response.headers["Content-Security-Policy"] = OWN_SCRIPT
    return response


class SecurityHeaders:
    """Outermost middleware: static files, redirects and error pages carry the headers too."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault(
                "Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"
            )
        _keep_or_not(request, response)
        return response


def _keep_or_not(request: HttpRequest, response: HttpResponse) -> None:
    """Pages of somebody signed in are never kept; public ones are asked after each time and differ by cookie."""
    if not hasattr(request, "preferences"):  # a static file, answered before the page middleware
        return
    patch_vary_headers(response, ("Cookie",))
    if getattr(request, "actor", None) is not None:
        response.headers["Cache-Control"] = "no-store, private"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
