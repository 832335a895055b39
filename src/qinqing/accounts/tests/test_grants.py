"""Roles: proposed by one person, approved by another, never by who receives them; three administrators apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import RoleGrant, User
from qinqing.accounts.roles import Role
from qinqing.accounts.services import grants as act
from qinqing.accounts.services.founding import found_administrators
from qinqing.organisations.models import Official
from qinqing.record.models import Entry
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_user, signed_in

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)


@pytest.fixture
def system() -> Any:
    """系统管理员: proposes"""
    return make_actor(Role.SYSTEM_ADMIN)


@pytest.fixture
def security() -> Any:
    """安全管理员: approves"""
    return make_actor(Role.SECURITY_ADMIN)


@pytest.fixture
def newcomer() -> User:
    return make_user(None)


def propose(
    actor: Any, user: User, role: str = "clerk", since: date = DAY, until: date | None = None
) -> RoleGrant:
    return act.propose_grant(actor, user, role, since, until, "新到岗。")


def granted(system: Any, security: Any, user: User, role: str = "clerk", **when: Any) -> RoleGrant:
    return act.approve_grant(security, propose(system, user, role, **when))


def roles(user: User) -> set[str]:
    return {role.value for role in actor_of(User.objects.get(pk=user.pk)).roles}


def test_a_proposed_role_gives_nothing_until_another_approved_it(
    system: Any, security: Any, newcomer: User
) -> None:
    grant = propose(system, newcomer)
    assert roles(newcomer) == set()
    act.approve_grant(security, grant)
    assert roles(newcomer) == {"clerk"}


def test_whoever_proposed_a_role_does_not_approve_it(system: Any, newcomer: User) -> None:
    with pytest.raises(Refused, match=r"grant\.same_person"):
        act.approve_grant(system, propose(system, newcomer))
    assert roles(newcomer) == set()


def test_whoever_receives_a_role_does_not_approve_it(system: Any, security: Any) -> None:
    with pytest.raises(Refused, match=r"grant\.same_person"):
        act.approve_grant(security, propose(system, security.user))


@pytest.mark.parametrize("who", ["proposed_by", "user"])
def test_the_database_itself_keeps_the_two_people_apart(who: str, system: Any, newcomer: User) -> None:
    grant = propose(system, newcomer)
    approver = getattr(grant, who)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(approved_by=approver, approved_at=timezone.now())


def test_a_role_is_approved_once(system: Any, security: Any, newcomer: User) -> None:
    grant = granted(system, security, newcomer)
    with pytest.raises(Refused, match=r"grant\.already_decided"):
        act.approve_grant(make_actor(Role.SECURITY_ADMIN), grant)


def test_a_withdrawn_proposal_is_not_approved(system: Any, security: Any, newcomer: User) -> None:
    grant = propose(system, newcomer)
    act.revoke_grant(security, grant)
    with pytest.raises(Refused, match=r"grant\.already_decided"):
        act.approve_grant(security, grant)


DAYS = [
    pytest.param(DAY, None, True, id="自今天起"),
    pytest.param(DAY, DAY, True, id="只今天一天"),
    pytest.param(YESTERDAY, YESTERDAY, False, id="昨天为止"),
    pytest.param(TOMORROW, None, False, id="明天起"),
]


@pytest.mark.parametrize(("since", "until", "held"), DAYS)
def test_a_role_is_held_from_its_first_to_its_last_day(
    since: date, until: date | None, held: bool, system: Any, security: Any, newcomer: User
) -> None:
    granted(system, security, newcomer, since=since, until=until)
    assert roles(newcomer) == ({"clerk"} if held else set())


def test_a_role_that_ends_before_it_begins_is_refused(system: Any, newcomer: User) -> None:
    with pytest.raises(Refused, match=r"grant\.ends_before_it_begins"):
        propose(system, newcomer, since=DAY, until=YESTERDAY)


def test_the_page_says_what_is_wrong_with_the_days(newcomer: User) -> None:
    given = {"role": "clerk", "since": DAY, "until": YESTERDAY, "reason": "到岗。"}
    page = signed_in(Role.SYSTEM_ADMIN).post(f"/gw/people/{newcomer.pk}/", given)
    assert page.status_code == 409
    assert "止日早于起日" in page.content.decode()


def test_a_revoked_role_gives_nothing(system: Any, security: Any, newcomer: User) -> None:
    act.revoke_grant(security, granted(system, security, newcomer))
    assert roles(newcomer) == set()


def test_a_role_is_revoked_once(system: Any, security: Any, newcomer: User) -> None:
    grant = granted(system, security, newcomer)
    act.revoke_grant(security, grant)
    with pytest.raises(Refused, match=r"grant\.already_decided"):
        act.revoke_grant(security, grant)


APART = [
    pytest.param(DAY, None, DAY, None, False, id="同时担任"),
    pytest.param(TOMORROW, None, TOMORROW, None, False, id="都从明天起"),
    pytest.param(DAY, None, TOMORROW, None, False, id="一个现任，一个明天起"),
    pytest.param(DAY, DAY, TOMORROW, None, True, id="前一个今天到期，后一个明天起"),
    pytest.param(TOMORROW, None, DAY, DAY, True, id="先定了明天起，今天只任一天"),
]


@pytest.mark.parametrize(("since", "until", "other_since", "other_until", "allowed"), APART)
@pytest.mark.parametrize("other", ["security_admin", "audit_admin"])
def test_nobody_is_two_administrators_on_any_day(
    other: str,
    since: date,
    until: date | None,
    other_since: date,
    other_until: date | None,
    allowed: bool,
    system: Any,
    newcomer: User,
) -> None:
    propose(system, newcomer, "system_admin", since, until)
    if allowed:
        assert propose(system, newcomer, other, other_since, other_until).pk
        return
    with pytest.raises(Refused, match=r"grant\.administrators_separate"):
        propose(system, newcomer, other, other_since, other_until)


def test_the_last_administrator_of_a_kind_stays(system: Any, security: Any) -> None:
    with pytest.raises(Refused, match=r"grant\.last_administrator"):
        act.revoke_grant(security, RoleGrant.objects.get(user=system.user))
    make_actor(Role.SYSTEM_ADMIN)
    assert act.revoke_grant(security, RoleGrant.objects.get(user=system.user)).revoked_at


@pytest.mark.parametrize("role", ["organ_handler", "organ_approver", "superior_organ", "enterprise"])
def test_a_role_of_somebody_elses_is_not_granted_here(role: str, system: Any, newcomer: User) -> None:
    with pytest.raises(Refused, match=r"grant\.wrong_installation"):
        propose(system, newcomer, role)


def test_only_the_system_administrator_proposes_and_the_security_administrator_approves(
    newcomer: User,
) -> None:
    given = {"role": "clerk", "since": DAY, "reason": "到岗。"}
    system, security = signed_in(Role.SYSTEM_ADMIN), signed_in(Role.SECURITY_ADMIN)
    assert security.post(f"/gw/people/{newcomer.pk}/", given).status_code == 403
    assert system.post(f"/gw/people/{newcomer.pk}/", given).status_code == 302
    grant = RoleGrant.objects.get(user=newcomer)
    assert system.post(f"/gw/grants/{grant.pk}/approve/").status_code == 403
    assert security.post(f"/gw/grants/{grant.pk}/approve/").status_code == 302
    assert roles(newcomer) == {"clerk"}


@pytest.mark.parametrize("again", ["bing", "Bing", "BING"])
def test_a_sign_in_name_stands_once_however_it_is_written(system: Any, office: Office, again: str) -> None:
    act.create_account(system, "bing", "a-long-password-1", office.clerk)
    with pytest.raises(Refused, match=r"account\.name_taken"):
        act.create_account(system, again, "a-long-password-2", None)


PEOPLE = {
    Role.SYSTEM_ADMIN: ("xitong", "long-password-1"),
    Role.SECURITY_ADMIN: ("anquan", "long-password-2"),
    Role.AUDIT_ADMIN: ("shenji", "long-password-3"),
}


def test_three_administrators_are_founded_with_two_people_present() -> None:
    for user in found_administrators(PEOPLE, ("在场甲", "在场乙")):
        grant = RoleGrant.objects.get(user=user)
        assert {grant.proposed_by.username, grant.approved_by.username} == {"在场甲", "在场乙"}
        assert roles(user) == {grant.role}


def test_the_two_people_present_cannot_sign_in() -> None:
    found_administrators(PEOPLE, ("在场甲", "在场乙"))
    assert set(User.objects.filter(is_active=False).values_list("username", flat=True)) == {
        "在场甲", "在场乙",
    }  # fmt: skip


def test_founding_happens_once() -> None:
    found_administrators(PEOPLE, ("在场甲", "在场乙"))
    with pytest.raises(Refused, match=r"accounts\.founded_already"):
        found_administrators(PEOPLE, ("在场丙", "在场丁"))
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("people", "witnesses"),
    [
        pytest.param(PEOPLE, ("在场甲", "在场甲"), id="在场的是同一人"),
        pytest.param(PEOPLE, ("xitong", "在场乙"), id="在场的人就是管理员"),
        pytest.param(PEOPLE | {Role.AUDIT_ADMIN: ("xitong", "x")}, ("在场甲", "在场乙"), id="一人两任"),
    ],
)
def test_founding_takes_five_different_people(people: Any, witnesses: tuple[str, str]) -> None:
    with pytest.raises(Refused, match=r"accounts\.founders_not_separate"):
        found_administrators(people, witnesses)
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("last_day", "held"),
    [
        pytest.param(YESTERDAY, set(), id="昨天离任"),
        pytest.param(DAY, {"clerk"}, id="今天离任"),
        pytest.param(None, {"clerk"}, id="在任"),
    ],
)
def test_an_official_who_left_holds_no_role_any_more(
    last_day: date | None, held: set[str], office: Office
) -> None:
    user = make_user(Role.CLERK, office.clerk)
    Official.objects.filter(pk=office.clerk.pk).update(until=last_day)
    assert roles(user) == held
