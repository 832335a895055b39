"""A request as views get it: the middleware has put on it who asks and what the matrix allows."""

from __future__ import annotations

from django.http import HttpRequest

from qinqing.accounts.actor import Actor
from qinqing.accounts.matrix import Route
from qinqing.accounts.models import User


class Request(HttpRequest):
    """A request to a page that needs somebody signed in. `allowed`: the relations the matrix allows here."""

    actor: Actor
    user: User
    route: Route
    allowed: frozenset[str]
