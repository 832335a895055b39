"""Who acts when a program calls: whoever made its token, for that token's firm and for no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from qinqing.accounts.actor import Actor, actor_of
from qinqing.api import refusals
from qinqing.api.models import Scope, Token
from qinqing.api.secrets_of import token_of

THROUGH = "interface"
USED_EVERY = timedelta(minutes=1)


def token_in(request: HttpRequest) -> Token:
    """The token of `Authorization: Bearer …`. Refused `token.missing`, `token.unknown`, `token.revoked`, `token.expired`."""
    kind, _, written = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not written.strip():
        raise refusals.no_token()
    token = token_of(written.strip())
    if token is None:
        raise refusals.unknown_token()
    standing = token.standing(timezone.localdate())
    if standing == "revoked":
        raise refusals.revoked_token(token)
    if standing == "expired":
        raise refusals.expired_token(token)
    return token


def actor_through(token: Token) -> Actor:
    """Its maker as they stand today. Refused `token.maker_gone` where they act for the firm no longer."""
    maker = token.made_by
    actor = actor_of(maker)
    if not maker.is_active or token.enterprise_id not in actor.enterprise_ids:
        raise refusals.maker_gone(token)
    if maker.password_given:
        raise refusals.password_first()
    return replace(actor, enterprise_ids=frozenset({token.enterprise_id}), through=THROUGH)


def may(token: Token, method: str) -> bool:
    return token.scope == Scope.FILE or method in ("GET", "HEAD", "OPTIONS")


def note_use(token: Token) -> None:
    """At most once a minute: a program that asks often writes nothing most of the time."""
    now = timezone.now()
    seldom = Q(last_used_at=None) | Q(last_used_at__lt=now - USED_EVERY)
    if token.last_used_at is None or token.last_used_at < now - USED_EVERY:
        Token.objects.filter(seldom, pk=token.pk).update(last_used_at=now)
