"""A request as views get it: who asks, what the matrix allows, and the object asked for if that is allowed."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import Route, relation_to
from qinqing.accounts.models import User
from qinqing.organisations.models import Enterprise

M = TypeVar("M", bound=Model)


class Request(HttpRequest):
    """A request to a page that needs somebody signed in. `allowed`: the relations the matrix allows here."""

    actor: Actor
    user: User
    route: Route
    allowed: frozenset[str]


def find_or_404(request: Request, things: QuerySet[M], **lookup: Any) -> M:
    """The object asked for, if this request's relation to it is allowed. A foreign one answers like a missing one."""
    thing = things.filter(**lookup).first()
    if thing is None or relation_to(request.actor, thing) not in request.allowed:
        raise Http404
    return thing


def own_firms(request: Request) -> list[Enterprise]:
    return [*Enterprise.objects.filter(pk__in=request.actor.enterprise_ids).order_by("key")]


def sent(request: Request) -> QueryDict | None:
    """What was sent with the form; None while it is only shown. An empty form sent is a form sent."""
    return request.POST if request.method == "POST" else None
