"""A request as views get it: who asks, what the matrix allows, and the object asked for if that is allowed."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import Route, relation_to
from qinqing.accounts.models import User

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
