"""An enterprise lets an agent act for it: dated, revocable, by the enterprise's own people only."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.actor import Actor
from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.organisations.models import Enterprise
from qinqing.record.services import service, write_entry


@service("accounts.authorise_agent")
def authorise_agent(actor: Actor, enterprise: Enterprise, agent: User, until: date | None) -> Authorisation:
    """`agent` may act for `enterprise` from today to `until`, which is required."""
    _must_be_own(actor, enterprise)
    if agent.official_id or RoleGrant.objects.filter(user=agent, revoked_at__isnull=True).exists():
        raise refusals.agent_is_staff()
    today = timezone.localdate()
    if until is None or until < today:
        raise refusals.agent_needs_an_end()
    given = Authorisation.objects.create(
        user=agent, enterprise=enterprise, agent=True, since=today, until=until, granted_by=actor.user
    )
    write_entry(
        actor,
        f"enterprise/{enterprise.key}",
        {"authorisation": given.pk, "agent": agent.username, "until": until.isoformat()},
    )
    return given


@service("accounts.revoke_authorisation")
def revoke_authorisation(actor: Actor, authorisation: Authorisation) -> Authorisation:
    """The authorisation ends now; what the agent did stays done."""
    authorisation = (
        Authorisation.objects.select_for_update().select_related("enterprise").get(pk=authorisation.pk)
    )
    _must_be_own(actor, authorisation.enterprise)
    if authorisation.revoked_at:
        raise refusals.already_decided()
    authorisation.revoked_by, authorisation.revoked_at = actor.user, timezone.now()
    authorisation.save(update_fields=("revoked_by", "revoked_at"))
    write_entry(actor, f"enterprise/{authorisation.enterprise.key}", {"authorisation": authorisation.pk})
    return authorisation


def _must_be_own(actor: Actor, enterprise: Enterprise) -> None:
    own = Authorisation.objects.on(timezone.localdate()).filter(
        user=actor.user, enterprise=enterprise, agent=False
    )
    if not own.exists():
        raise refusals.not_yours()
