"""Who is asking: one request's person with the roles, unit and enterprises in force today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone

from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import STAFF_ROLES, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person. `role` is the one acted in; where several are held, the first in the order of `Role`."""

    user: User
    roles: frozenset[Role]
    enterprise_ids: frozenset[int]

    @property
    def role(self) -> str:
        return next((role.value for role in Role if role in self.roles), "none")

    @property
    def pseudonym_of(self) -> str:
        return f"user/{self.user.pk}"

    @property
    def official_id(self) -> int | None:
        return self.user.official_id

    @property
    def department_id(self) -> int | None:
        return self.user.official.department_id if self.user.official else None

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF_ROLES)

    def holds(self, *roles: Role) -> bool:
        return bool(self.roles & set(roles))


def actor_of(user: User) -> Actor:
    """The actor behind a signed-in user: one question to the database. Staff never act for an enterprise."""
    today = timezone.localdate()
    if not settings.ORGAN and user.official_id is None and (enterprises := _enterprises(user, today)):
        return Actor(user, frozenset({Role.ENTERPRISE}), enterprises)
    granted = RoleGrant.objects.on(today).filter(user=user, approved_at__isnull=False)
    return Actor(user, frozenset(Role(name) for name in granted.values_list("role", flat=True)), frozenset())


def _enterprises(user: User, today: date) -> frozenset[int]:
    held = Authorisation.objects.on(today).filter(user=user)
    return frozenset(held.order_by().values_list("enterprise_id", flat=True))
