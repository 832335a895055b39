"""Accounts, and roles granted by two people: the system administrator proposes, the security administrator approves."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.actor import Actor
from qinqing.accounts.models import RoleGrant, User
from qinqing.accounts.roles import ADMINISTRATORS, ORGAN_ROLES, Role
from qinqing.organisations.models import Official
from qinqing.record.erasing.back import refuse_erased
from qinqing.record.services import service, write_entry


@service("accounts.create")
def create_account(actor: Actor, username: str, password: str, official: Official | None) -> User:
    """A person who may sign in, first of all to choose their own password; what they may do comes with their grants."""
    # Names are told apart as sign-in does: a second "Ducha" would lock "ducha" out.
    if User.objects.filter(username__iexact=username).exists():
        raise refusals.name_taken(username)
    refuse_erased([("accounts", username)])  # the list would take the newcomer for them after a restore
    user = User.objects.create_user(username, password=password, official=official, password_given=True)
    said = {"username": username, "official": official.key if official else None}
    write_entry(actor, f"account/{user.pk}", said, person=username, sets=[user])
    return user


@service("accounts.propose_grant")
def propose_grant(
    actor: Actor, user: User, role: str, since: date, until: date | None, reason: str
) -> RoleGrant:
    """A role for a time, waiting for another person's approval."""
    foreign = (Role(role) in ORGAN_ROLES) != settings.ORGAN and Role(role) not in ADMINISTRATORS
    if foreign or Role(role) == Role.ENTERPRISE:  # enterprise people come by their enterprise's authorisation
        raise refusals.wrong_installation()
    if until is not None and until < since:
        raise refusals.ends_before_it_begins()
    _keep_administrators_apart(user, Role(role), since, until)
    grant = RoleGrant.objects.create(
        user=user,
        role=role,
        department=user.official.department if user.official else None,
        since=since,
        until=until,
        reason=reason,
        proposed_by=actor.user,
    )
    write_entry(
        actor,
        f"account/{user.pk}",
        {"grant": grant.pk, "role": role, "reason": reason, "until": until.isoformat() if until else None},
        person=user.username,
        sets=[grant],
    )
    return grant


@service("accounts.approve_grant")
def approve_grant(actor: Actor, grant: RoleGrant) -> RoleGrant:
    """The second person's approval: from here on the role is in force."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.approved_at or grant.revoked_at:
        raise refusals.already_decided()
    if actor.user.pk in (grant.proposed_by_id, grant.user_id):
        raise refusals.same_person()
    _keep_administrators_apart(grant.user, Role(grant.role), grant.since, grant.until)
    grant.approved_by, grant.approved_at = actor.user, timezone.now()
    grant.save(update_fields=("approved_by", "approved_at"))
    _write(actor, grant)
    return grant


@service("accounts.revoke_grant")
def revoke_grant(actor: Actor, grant: RoleGrant) -> RoleGrant:
    """A role ends now. Revoking takes one person: it can only lessen what somebody may do."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at:
        raise refusals.already_decided()
    if Role(grant.role) in ADMINISTRATORS and grant.approved_at and not _others_in(grant):
        raise refusals.last_administrator()
    grant.revoked_by, grant.revoked_at = actor.user, timezone.now()
    grant.save(update_fields=("revoked_by", "revoked_at"))
    _write(actor, grant)
    return grant


def _write(actor: Actor, grant: RoleGrant) -> None:
    """The role is committed to only: in a small bureau, who became what on which day is who it is."""
    said = {"grant": grant.pk, "role": grant.role}
    write_entry(actor, f"account/{grant.user_id}", said, person=grant.user.username, sets=[grant])


def _keep_administrators_apart(user: User, role: Role, since: date, until: date | None) -> None:
    """On no day of `since`…`until` may this person be an administrator of two kinds, now or later."""
    others = RoleGrant.objects.filter(user=user, revoked_at__isnull=True, role__in=ADMINISTRATORS - {role})
    overlapping = others.filter(Q(until__isnull=True) | Q(until__gte=since), since__lte=until or date.max)
    if role in ADMINISTRATORS and overlapping.exists():
        raise refusals.administrators_are_separate()


def _others_in(grant: RoleGrant) -> bool:
    today = timezone.localdate()
    return RoleGrant.objects.on(today).filter(role=grant.role).exclude(user=grant.user).exists()
