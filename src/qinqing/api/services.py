"""Tokens are made and revoked by a firm's own people; the token itself goes into no entry."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.accounts.models import Authorisation
from qinqing.api import refusals
from qinqing.api.models import Scope, Token
from qinqing.api.secrets_of import new_secret
from qinqing.organisations.models import Enterprise
from qinqing.record.services import service, write_entry

LONGEST_DAYS = 366
MOST_TOKENS = 20


@service("api.make_token", fields=("scope",))
def make_token(actor: Actor, enterprise: Enterprise, name: str, scope: str, until: date) -> tuple[Token, str]:
    """A token and its secret, which is kept nowhere. Refused `token.own_people`, `token.no_end`, `token.too_many`."""
    _must_be_own(actor, enterprise)
    today = timezone.localdate()
    if not today <= until <= today + timedelta(days=LONGEST_DAYS):
        raise refusals.no_end(LONGEST_DAYS)
    enterprise = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.tokens.filter(revoked_at=None, until__gte=today).count() >= MOST_TOKENS:
        raise refusals.too_many(MOST_TOKENS)
    secret = new_secret()
    token = Token.objects.create(
        prefix=secret.prefix,
        digest=secret.digest,
        name=name,
        enterprise=enterprise,
        made_by=actor.user,
        scope=Scope(scope),
        made_at=timezone.now(),
        until=until,
    )
    _write(actor, token, name=name, until=until.isoformat())
    return token, secret.written


@service("api.revoke_token", fields=("scope",))
def revoke_token(actor: Actor, token: Token) -> Token:
    """Dead from now on; what was done by it stays done. Its maker may, and the firm's own people."""
    rows = Token.objects.select_for_update(of=("self",)).select_related("enterprise")
    token = rows.get(pk=token.pk)
    if token.made_by_id != actor.user.pk:
        _must_be_own(actor, token.enterprise)
    if token.revoked_at:
        raise refusals.revoked_already()
    token.revoked_at, token.revoked_by = timezone.now(), actor.user
    token.save(update_fields=("revoked_at", "revoked_by"))
    _write(actor, token)
    return token


def _write(actor: Actor, token: Token, **said: str) -> None:
    payload = {"token": token.prefix, "enterprise": token.enterprise.key, **said}
    write_entry(actor, token.case, payload, person=actor.user.username, sets=[token], scope=token.scope)


def _must_be_own(actor: Actor, enterprise: Enterprise) -> None:
    """Signed in themselves: a token makes no tokens."""
    own = Authorisation.objects.on(timezone.localdate()).filter(
        user=actor.user, enterprise=enterprise, agent=False
    )
    if actor.through or enterprise.pk not in actor.enterprise_ids or not own.exists():
        raise refusals.not_own_people()
