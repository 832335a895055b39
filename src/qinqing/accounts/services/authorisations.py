"""Who acts for an enterprise: its own people by two administrators, its agents by its own people; dated, revocable."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.actor import Actor
from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Enterprise
from qinqing.record.services import service, write_entry


@service("accounts.propose_own")
def propose_own(
    actor: Actor, user: User, enterprise: Enterprise, until: date | None, reason: str
) -> Authorisation:
    """`user` as one of the enterprise's own people, from the day of the second administrator's approval.

    `reason`: the papers the proposer has seen.
    """
    today = timezone.localdate()
    _must_be_nobodys_staff(user)
    if until is not None and until < today:
        raise refusals.ends_before_it_begins()
    if _own(user, enterprise):
        raise refusals.acts_for_it_already()
    proposed = Authorisation.objects.create(
        user=user, enterprise=enterprise, since=today, until=until, reason=reason, proposed_by=actor.user
    )
    write_entry(
        actor,
        f"enterprise/{enterprise.key}",
        {
            "authorisation": proposed.pk,
            "account": user.username,
            "reason": reason,
            "until": until.isoformat() if until else None,
        },
        person=user.username,
        sets=[proposed],
    )
    return proposed


@service("accounts.approve_own")
def approve_own(actor: Actor, authorisation: Authorisation) -> Authorisation:
    """The second person's approval: from here on they act for the enterprise."""
    authorisation = _locked(authorisation)
    if authorisation.approved_at or authorisation.revoked_at:
        raise refusals.already_decided()
    if actor.user.pk in (authorisation.proposed_by_id, authorisation.user_id):
        raise refusals.same_person()
    _must_be_nobodys_staff(authorisation.user)
    authorisation.approved_by, authorisation.approved_at = actor.user, timezone.now()
    authorisation.save(update_fields=("approved_by", "approved_at"))
    _write(actor, authorisation)
    return authorisation


@service("accounts.authorise_agent")
def authorise_agent(actor: Actor, enterprise: Enterprise, agent: User, until: date | None) -> Authorisation:
    """`agent` may act for `enterprise` from today to `until`, which is required."""
    _must_be_own(actor, enterprise)
    _must_be_nobodys_staff(agent)
    today = timezone.localdate()
    if until is None or until < today:
        raise refusals.agent_needs_an_end()
    given = Authorisation.objects.create(
        user=agent,
        enterprise=enterprise,
        agent=True,
        since=today,
        until=until,
        proposed_by=actor.user,
        approved_by=actor.user,
        approved_at=timezone.now(),
    )
    write_entry(
        actor,
        f"enterprise/{enterprise.key}",
        {"authorisation": given.pk, "agent": agent.username, "until": until.isoformat()},
        person=agent.username,
        sets=[given],
    )
    return given


@service("accounts.revoke_authorisation")
def revoke_authorisation(actor: Actor, authorisation: Authorisation) -> Authorisation:
    """The authorisation ends now; what was done under it stays done.

    The enterprise ends its agents'; the security administrator ends anybody's.
    """
    authorisation = _locked(authorisation)
    if not actor.holds(Role.SECURITY_ADMIN):
        _must_be_own(actor, authorisation.enterprise)
        if not authorisation.agent:
            raise refusals.own_people_by_the_bureau()
    if authorisation.revoked_at:
        raise refusals.already_decided()
    authorisation.revoked_by, authorisation.revoked_at = actor.user, timezone.now()
    authorisation.save(update_fields=("revoked_by", "revoked_at"))
    _write(actor, authorisation)
    return authorisation


def _write(actor: Actor, authorisation: Authorisation) -> None:
    said = {"authorisation": authorisation.pk}
    write_entry(
        actor,
        f"enterprise/{authorisation.enterprise.key}",
        said,
        person=authorisation.user.username,
        sets=[authorisation],
    )


def _locked(authorisation: Authorisation) -> Authorisation:
    rows = Authorisation.objects.select_for_update(of=("self",)).select_related("enterprise", "user")
    return rows.get(pk=authorisation.pk)


def _must_be_nobodys_staff(user: User) -> None:
    if user.official_id or RoleGrant.objects.filter(user=user, revoked_at__isnull=True).exists():
        raise refusals.agent_is_staff()


def _must_be_own(actor: Actor, enterprise: Enterprise) -> None:
    if not _own(actor.user, enterprise):
        raise refusals.not_yours()


def _own(user: User, enterprise: Enterprise) -> bool:
    today = timezone.localdate()
    return Authorisation.objects.on(today).filter(user=user, enterprise=enterprise, agent=False).exists()
