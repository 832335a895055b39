"""One invented account per role, for the demonstration: the sign-ins are printed, so they protect nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

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
AGENT = "daili"
AGENTS_TIME = timedelta(days=365)  # invented like the rest
BESIDE_THE_BUREAU = {Role.OUTSIDE_SUPERVISOR, Role.ENTERPRISE, *ORGAN_ROLES}


def make_people(county: Path) -> None:
    """Accounts of this installation's roles, and their lines in the demonstration's list of sign-ins."""
    if not settings.DEMO:
        raise RuntimeError("demonstration accounts are for a demonstration only")
    mine = [role for role in PEOPLE if (role in ORGAN_ROLES) == settings.ORGAN]
    seats = _seats()
    for role in mine:
        _make_person(role, seats.get(role))
    _write_sign_ins(county.parent / f"sign-ins-{settings.CUSTODY}.txt", mine)


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
        _act_for_a_firm(user)
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


def _act_for_a_firm(user: User) -> None:
    """One of a firm's own people; beside them the firm's agent, who can sign in too."""
    firm, today, now = Enterprise.objects.earliest("key"), timezone.localdate(), timezone.now()
    proposer, approver = _founders()
    seen = "演示 demonstration"
    Authorisation.objects.create(
        user=user,
        enterprise=firm,
        since=today,
        reason=seen,
        proposed_by=proposer,
        approved_by=approver,
        approved_at=now,
    )
    agent = User.objects.create_user(AGENT, password=PASSWORD)
    Authorisation.objects.create(
        user=agent,
        enterprise=firm,
        agent=True,
        since=today,
        until=today + AGENTS_TIME,
        proposed_by=user,
        approved_by=user,
        approved_at=now,
    )


def _founders() -> tuple[User, User]:
    """The two people every first grant needs; they hold no role and cannot sign in."""
    made = [
        User.objects.get_or_create(username=name, defaults={"is_active": False, "password": "!"})[0]
        for name in ("founder-1", "founder-2")
    ]
    return made[0], made[1]


def _in_both(role: Role) -> str:
    """The role in Chinese and English: whoever starts a demonstration may read either."""
    words = []
    for language in ("zh-hans", "en"):
        with override(language):
            words.append(str(role.label))
    return " ".join(words)


def _write_sign_ins(path: Path, roles: list[Role]) -> None:
    people = [(PEOPLE[role], _in_both(role)) for role in roles]
    if Role.ENTERPRISE in roles:
        people.append((AGENT, "企业的代理人 agent of the enterprise"))
    lines = [f"  {name:<10} {PASSWORD}   {words}" for name, words in people]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
