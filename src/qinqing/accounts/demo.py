"""One invented account per role, for the demonstration: the sign-ins are printed, so they protect nothing."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils import timezone

from qinqing.accounts.models import Authorisation, RoleGrant, User
from qinqing.accounts.roles import ORGAN_ROLES, Role
from qinqing.organisations.models import Department, Enterprise, Official

PASSWORD = "qingning-demo"  # noqa: S105  # printed at every start of the demonstration

# Role → (sign-in name, its words). Officials are taken from the county in order.
PEOPLE = {
    Role.SUPERVISOR: "ducha",
    Role.OUTSIDE_SUPERVISOR: "waibu",
    Role.LEADER: "lingdao",
    Role.CLERK: "jingban",
    Role.INSPECTOR: "jiancha",
    Role.REVIEWER: "fazhi",
    Role.SYSTEM_ADMIN: "xitong",
    Role.SECURITY_ADMIN: "anquan",
    Role.AUDIT_ADMIN: "shenji",
    Role.ENTERPRISE: "qiye",
    Role.ORGAN_HANDLER: "chengban",
    Role.ORGAN_APPROVER: "shenpi",
    Role.SUPERIOR_ORGAN: "shangji",
}
BESIDE_THE_BUREAU = {Role.OUTSIDE_SUPERVISOR, Role.ENTERPRISE, *ORGAN_ROLES}


def make_people(county: Path) -> None:
    """Accounts of this installation's roles, and their lines in the demonstration's list of sign-ins."""
    if not settings.DEMO:
        raise RuntimeError("demonstration accounts are for a demonstration only")
    _mark_head()
    mine = [role for role in PEOPLE if (role in ORGAN_ROLES) == settings.ORGAN]
    seats = _seats()
    for role in mine:
        _make_person(role, seats.get(role))
    _write_sign_ins(county.parent / f"sign-ins-{settings.CUSTODY}.txt", mine)


def _mark_head() -> None:
    """The root department's leader is the bureau's head."""
    head = Official.objects.filter(department__parent__isnull=True, leader=True).first()
    if head:
        Official.objects.filter(pk=head.pk).update(head=True)


def _seats() -> dict[Role, Official]:
    """Which invented official sits at which role: a section leader leads, the rest are staff of different sections."""
    leaders = Official.objects.filter(leader=True, head=False, until__isnull=True).order_by("key")
    staff = list(Official.objects.filter(leader=False, until__isnull=True).order_by("-key"))
    roles = [role for role in PEOPLE if role not in BESIDE_THE_BUREAU and role != Role.LEADER]
    seats: dict[Role, Official] = dict(zip(roles, staff, strict=False))
    leader = leaders.first()
    return {**seats, Role.LEADER: leader} if leader else dict(seats)


def _make_person(role: Role, official: Official | None) -> None:
    user = User.objects.create_user(PEOPLE[role], password=PASSWORD, official=official)
    today = timezone.localdate()
    if role == Role.ENTERPRISE:
        Authorisation.objects.create(user=user, enterprise=Enterprise.objects.earliest("key"), since=today)
        return
    department = official.department if official else Department.objects.filter(parent__isnull=True).first()
    proposer, approver = _founders()
    RoleGrant.objects.create(
        user=user,
        role=role,
        department=department,
        since=today,
        reason="演示 demonstration",
        proposed_by=proposer,
        approved_by=approver,
        approved_at=timezone.now(),
    )


def _founders() -> tuple[User, User]:
    """The two people every first grant needs; they hold no role and cannot sign in."""
    made = [
        User.objects.get_or_create(username=name, defaults={"is_active": False, "password": "!"})[0]
        for name in ("founder-1", "founder-2")
    ]
    return made[0], made[1]


def _write_sign_ins(path: Path, roles: list[Role]) -> None:
    lines = [f"  {PEOPLE[role]:<10} {PASSWORD}   {role.label}" for role in roles]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
