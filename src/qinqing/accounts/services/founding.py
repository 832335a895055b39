"""The first administrators: before them nobody can grant a role, so two people at the console found them, once."""

from __future__ import annotations

from django.utils import timezone

from qinqing.accounts import refusals
from qinqing.accounts.models import RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.record.services import Machine, service, write_entry

SEATS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@service("accounts.found", fields=("administrators",))
def found_administrators(people: dict[Role, tuple[str, str]], witnesses: tuple[str, str]) -> list[User]:
    """Three separate administrators, `people`: role → (sign-in name, password). `witnesses`: the two people present.

    The witnesses are kept as accounts that cannot sign in, so that each grant names its two people.
    """
    if RoleGrant.objects.exists():
        raise refusals.founded_already()
    names = [name for name, _ in people.values()]
    if len({name.lower() for name in (*names, *witnesses)}) != len(SEATS) + len(witnesses):
        raise refusals.founders_not_separate()
    proposer, approver = (User.objects.create(username=name, is_active=False) for name in witnesses)
    users, grants = [], []
    for role in SEATS:
        name, password = people[role]
        user = User.objects.create_user(name, password=password)
        grant = RoleGrant.objects.create(
            user=user,
            role=role,
            since=timezone.localdate(),
            reason="建立安装 founding",
            proposed_by=proposer,
            approved_by=approver,
            approved_at=timezone.now(),
        )
        users.append(user)
        grants.append(grant)
    write_entry(
        Machine("console"),
        "accounts",
        {"names": names, "witnesses": list(witnesses)},
        sets=[proposer, approver, *users, *grants],
        administrators=len(users),
    )
    return users
