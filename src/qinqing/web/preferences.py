"""Reading preferences: text size, contrast, simplified layout, pointer, language. Cookies, rendered by the server.

Language is Chinese unless the reader asked otherwise; what a browser says it accepts is not asking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from qinqing.refusals import speaking

Respond = Callable[[HttpRequest], HttpResponse]

READING_COOKIE = "qinqing_reading"
LANGUAGE_COOKIE = "qinqing_language"
KEPT_SECONDS = 365 * 24 * 3600
DEFAULT_LANGUAGE = "zh-hans"
# Preference → what it may be besides the standard, which is the empty word.
CHOICES = {"text": "large", "contrast": "high", "simple": "1", "cursor": "large"}


@dataclass(frozen=True, slots=True)
class Preferences:
    """How this reader wants pages. An empty word is the standard."""

    text: str = ""
    contrast: str = ""
    simple: str = ""
    cursor: str = ""
    language: str = DEFAULT_LANGUAGE

    @property
    def key(self) -> str:
        """One word per way a page can look, for keeping rendered pages."""
        return f"{self.language}|{self.cookie}"

    @property
    def cookie(self) -> str:
        return ".".join(f"{name}-{value}" for name in CHOICES if (value := getattr(self, name)))

    @property
    def changed(self) -> bool:
        return bool(self.cookie)


def preferences_of(cookies: Mapping[str, str]) -> Preferences:
    """What the cookies say; a word we did not write is the standard."""
    pairs = (part.partition("-") for part in cookies.get(READING_COOKIE, "")[:200].split("."))
    kept = {name: value for name, _, value in pairs if value and CHOICES.get(name) == value}
    language = cookies.get(LANGUAGE_COOKIE, "")
    return Preferences(
        **kept, language=language if language in dict(settings.LANGUAGES) else DEFAULT_LANGUAGE
    )


class PreferencesMiddleware:
    """Puts `request.preferences` there and speaks the reader's language; `?lang=en` on any page changes it."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.preferences = preferences_of(request.COOKIES)  # type: ignore[attr-defined]
        asked = request.GET.get("lang", "")
        if request.method == "GET" and asked in dict(settings.LANGUAGES):
            return _remember(HttpResponseRedirect(_without_lang(request)), LANGUAGE_COOKIE, asked)
        language = request.preferences.language  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = language
        with translation.override(language), speaking("en" if language == "en" else "zh"):
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        return response


@csrf_exempt  # so that public pages carry no token and stay the same for everybody; see _same_origin
def change(request: HttpRequest) -> HttpResponse:
    """One button of the reading preferences: remember it and go back to the page it was on."""
    if not _same_origin(request):
        raise PermissionDenied
    words = {name: request.POST[name] for name in CHOICES if request.POST.get(name) in ("", CHOICES[name])}
    wanted: Preferences = replace(request.preferences, **words)  # type: ignore[attr-defined]
    return _remember(HttpResponseRedirect(_way_back(request)), READING_COOKIE, wanted.cookie)


def page_address(request: HttpRequest) -> str:
    """Where this page can be asked for again: the page a form stands on, when the answer is to its POST."""
    if request.method in ("GET", "HEAD"):
        return escape_leading_slashes(request.get_full_path())
    referer = _address(request.headers.get("Referer", ""))
    if referer.path and referer.netloc == request.get_host():
        return escape_leading_slashes(referer.path + (f"?{referer.query}" if referer.query else ""))
    return "/"


def _same_origin(request: HttpRequest) -> bool:
    """Whether the browser says the form stood on our own page; one too old to say is let through."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or _address(origin).netloc == request.get_host()


def _address(header: str) -> SplitResult:
    """The parts of an address a browser sent; none where it is no address."""
    try:
        return urlsplit(header)
    except ValueError:
        return urlsplit("")


def _way_back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe and asked.startswith("/") else "/"


def _without_lang(request: HttpRequest) -> str:
    rest = [(name, value) for name, values in request.GET.lists() if name != "lang" for value in values]
    return escape_leading_slashes(request.path) + (f"?{urlencode(rest)}" if rest else "")


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    if value and value != DEFAULT_LANGUAGE:
        response.set_cookie(
            name,
            value,
            max_age=KEPT_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(name, samesite="Lax")
    return response
