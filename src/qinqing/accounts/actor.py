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
    """A person. `role` is the one acted in; where several are held, the first in the order of `Role`.

    `through`: `interface` where a program acts for them by a token; '' where they are signed in.
    """

    user: User
    roles: frozenset[Role]
    enterprise_ids: frozenset[int]
    through: str = ""

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
    """The actor behind a signed-in user: one question to the database, for enterprise people two.

    Staff never act for an enterprise, whoever authorises them; an official who left holds no role any more.
    """
    today = timezone.localdate()
    if user.official and user.official.until and user.official.until < today:
        return Actor(user, frozenset(), frozenset())
    granted = RoleGrant.objects.on(today).filter(user=user)
    roles = frozenset(Role(name) for name in granted.values_list("role", flat=True))
    if not (roles or user.official_id or settings.ORGAN) and (enterprises := _enterprises(user, today)):
        return Actor(user, frozenset({Role.ENTERPRISE}), enterprises)
    return Actor(user, roles, frozenset())


def _enterprises(user: User, today: date) -> frozenset[int]:
    held = Authorisation.objects.on(today).filter(user=user)
    return frozenset(held.order_by().values_list("enterprise_id", flat=True))
