"""Who is told, by their part in a matter: accounts in force that day, as keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.organisations.selectors import ancestors


def people_of(enterprise: int) -> list[int]:
    """Everybody who acts for the firm today, agents included."""
    held = Authorisation.objects.on(timezone.localdate()).filter(enterprise=enterprise, user__is_active=True)
    return [*held.order_by("user_id").values_list("user_id", flat=True).distinct()]


def accounts_of(official: int | None) -> list[int]:
    """The accounts of somebody in office; nobody's for None."""
    if official is None:
        return []
    users = User.objects.filter(_in_office(), official=official, is_active=True)
    return [*users.order_by("pk").values_list("pk", flat=True)]


def leaders_of(department: int, but: int | None = None) -> list[int]:
    """Of the nearest unit upwards that has one: its leaders. `but`: an official who is not to be their own superior."""
    held = _holding(Role.LEADER).filter(user__official__leader=True).exclude(user__official=but)
    found = held.values_list("user__official__department_id", "user_id")
    by_unit: dict[int, list[int]] = {}
    for unit, user in found.filter(user__official__department__in=(units := ancestors(department))):
        by_unit.setdefault(unit, []).append(user)
    return next((sorted({*by_unit[unit]}) for unit in units if unit in by_unit), [])


def supervisors(department: int | None) -> list[int]:
    """Supervision without a part in it: neither of the unit it is about nor a leader above it."""
    held = _holding(Role.SUPERVISOR).filter(user__official__isnull=False)
    if department is not None:
        above = Q(user__official__leader=True, user__official__department__in=ancestors(department))
        held = held.exclude(user__official__department=department).exclude(above)
    return sorted({*held.values_list("user_id", flat=True)})


def deciders(department: int, but: Iterable[int]) -> list[int]:
    """Leaders and legal reviewers of the unit, or the leaders above it, without the accounts in `but`."""
    reviewers = _holding(Role.REVIEWER).filter(user__official__department=department)
    own = {*reviewers.values_list("user_id", flat=True), *leaders_of(department)}
    return sorted(own - {*but})


def _holding(role: Role) -> Any:
    today = timezone.localdate()
    return RoleGrant.objects.on(today).filter(_in_office("user__official__"), role=role, user__is_active=True)


def _in_office(prefix: str = "official__") -> Q:
    today = timezone.localdate()
    return Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": today})
