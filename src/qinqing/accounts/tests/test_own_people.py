"""An enterprise's own people come by two administrators who saw its papers, from an installation that has only just begun."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import Authorisation, User
from qinqing.accounts.roles import Role
from qinqing.accounts.services.authorisations import approve_own, propose_own, revoke_authorisation
from qinqing.accounts.services.founding import found_administrators
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
PASSWORD = "一苇渡江-2026-long"
YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def person() -> User:
    return make_user(None, name="laozhang")


def acts_for(user: User) -> frozenset[int]:
    return actor_of(User.objects.get(pk=user.pk)).enterprise_ids


def proposed(person: User, office: Office, proposer: Any = None, until: date | None = None) -> Authorisation:
    return propose_own(proposer or make_actor(Role.SYSTEM_ADMIN), person, office.firm, until, "营业执照")


def test_from_the_first_administrators_to_an_enterprises_own_page(office: Office) -> None:
    found_administrators(
        {
            Role.SYSTEM_ADMIN: ("sys", PASSWORD),
            Role.SECURITY_ADMIN: ("sec", PASSWORD),
            Role.AUDIT_ADMIN: ("aud", PASSWORD),
        },
        ("zhang", "li"),
    )
    system, security, firm = Client(), Client(), Client()
    system.login(username="sys", password=PASSWORD)
    security.login(username="sec", password=PASSWORD)
    made = system.post("/gw/people/new/", {"username": "laozhang", "official": "", "password": PASSWORD})
    account = User.objects.get(username="laozhang")
    assert made.url == f"/gw/people/{account.pk}/"
    page = system.post(
        f"/gw/people/{account.pk}/enterprises/",
        {"own-enterprise": office.firm.key, "own-until": "", "own-reason": "营业执照、授权书"},
    )
    assert page.status_code == 302
    waiting = Authorisation.objects.get()
    assert not acts_for(account)
    assert "营业执照、授权书" in security.get("/gw/people/").content.decode()
    assert security.post(f"/gw/authorisations/{waiting.pk}/approve/").status_code == 302
    account.password_given = False  # the first sign-in asks for a password of one's own; tested there
    account.save()
    firm.force_login(account)
    assert office.firm.name in firm.get(f"/qy/firms/{office.firm.key}/").content.decode()


def test_nobody_acts_for_an_enterprise_on_one_administrators_word(person: User, office: Office) -> None:
    proposer = make_actor(Role.SYSTEM_ADMIN)
    waiting = proposed(person, office, proposer)
    assert not acts_for(person)
    for one in (proposer, actor_of(person)):
        with pytest.raises(Refused, match=r"grant\.same_person"):
            approve_own(one, waiting)
    approve_own(make_actor(Role.SECURITY_ADMIN), waiting)
    assert acts_for(person) == {office.firm.pk}


def test_the_store_itself_refuses_one_person_for_both(person: User, office: Office) -> None:
    from django.db import IntegrityError, transaction

    waiting = proposed(person, office)
    waiting.approved_by, waiting.approved_at = waiting.proposed_by, timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        waiting.save()


@pytest.mark.parametrize("role", [Role.AUDIT_ADMIN, Role.OUTSIDE_SUPERVISOR])
def test_whoever_holds_a_role_acts_for_no_enterprise(role: Role, office: Office) -> None:
    with pytest.raises(Refused, match=r"authorisation\.agent_is_staff"):
        proposed(make_user(role), office)


def test_a_role_given_in_between_stops_the_approval(person: User, office: Office) -> None:
    waiting = proposed(person, office)
    make_user(Role.REVIEWER).grants.update(user=person)
    with pytest.raises(Refused, match=r"authorisation\.agent_is_staff"):
        approve_own(make_actor(Role.SECURITY_ADMIN), waiting)


def test_what_is_over_before_it_begins_and_what_is_there_already_are_refused(
    person: User, office: Office
) -> None:
    with pytest.raises(Refused, match=r"grant\.ends_before_it_begins"):
        proposed(person, office, until=YESTERDAY)
    approve_own(make_actor(Role.SECURITY_ADMIN), proposed(person, office))
    with pytest.raises(Refused, match=r"authorisation\.already"):
        proposed(person, office)


def test_the_security_administrator_ends_it_and_the_enterprise_itself_cannot(
    person: User, office: Office
) -> None:
    security = make_actor(Role.SECURITY_ADMIN)
    given = approve_own(security, proposed(person, office))
    with pytest.raises(Refused, match=r"authorisation\.own_people"):
        revoke_authorisation(actor_of(person), given)
    assert acts_for(person)
    revoke_authorisation(security, given)
    assert not acts_for(person)


def test_a_wrong_code_is_said_where_it_was_written_and_nothing_is_lost(person: User) -> None:
    client = Client()
    client.force_login(make_user(Role.SYSTEM_ADMIN))
    page = client.post(
        f"/gw/people/{person.pk}/enterprises/", {"own-enterprise": "9141", "own-reason": "营业执照正本"}
    )
    words = page.content.decode()
    assert page.status_code == 422
    assert "没有这家企业" in words
    assert "营业执照正本" in words
