"""The interface itself: every app adds its operations to `interface` in `config/urls_bureau.py`.

router = Router(tags=["applications"])


@router.get("/applications", response=Page, url_name="api_applications", **described("applications", "我的申请", "My applications", tag="applications"))
def applications(request: Request) -> …: ...
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from qinqing.api import problems
from qinqing.api.described import INTRODUCTION, TITLE
from qinqing.refusals import Failed, Refused

VERSION = "1"


class Bearer(HttpBearer):
    """`TokenMiddleware` has asked already; an operation that says `auth=BEARER` runs by its answer and no other."""

    openapi_bearerFormat = "qq_…"  # as OpenAPI spells it
    openapi_description = "企业在 /qy/tokens/ 建立的令牌 · a token an enterprise made at /qy/tokens/"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        return getattr(request, "token", None)


class Chinese(JSONRenderer):
    """Chinese as Chinese: half the size, and a reader of the wire can read it."""

    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


interface = NinjaAPI(
    title=TITLE,
    version=VERSION,
    description=INTRODUCTION,
    docs_url=None,
    openapi_url=None,
    renderer=Chinese(),
)
BEARER = Bearer()


def addresses() -> list[Any]:
    """The operations' own addresses, without what ninja would add."""
    return [one for one in interface.urls[0] if getattr(one, "name", "") != "api-root"]


@interface.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problems.of_refused(error)


@interface.exception_handler(Failed)
def failed(request: HttpRequest, error: Failed) -> HttpResponse:
    return problems.of_failed(error)


@interface.exception_handler(ValidationError)
def not_of_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problems.of_shape(error.errors)


@interface.exception_handler(HttpError)
def by_status(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.plain(error.status_code)


@interface.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problems.plain(404)


@interface.exception_handler(PermissionDenied)
def denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problems.plain(403)
