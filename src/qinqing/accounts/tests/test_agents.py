"""An enterprise lets an agent act for it: dated, revocable, by its own people, and no further."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import Authorisation, User
from qinqing.accounts.roles import Role
from qinqing.accounts.services.authorisations import authorise_agent, revoke_authorisation
from qinqing.refusals import Refused
from tests.support.people import DAY, Office, make_actor, make_user, signed_in, signed_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]
NEXT_MONTH, YESTERDAY = DAY + timedelta(days=30), DAY - timedelta(days=1)


@pytest.fixture
def own(office: Office) -> Any:
    """企业自己的人"""
    return make_actor(Role.ENTERPRISE)


@pytest.fixture
def agent() -> User:
    """代理人"""
    return make_user(None, name="daili")


def acts_for(user: User) -> frozenset[int]:
    return actor_of(User.objects.get(pk=user.pk)).enterprise_ids


def test_an_agent_acts_for_the_enterprise_that_authorised_them(own: Any, agent: User, office: Office) -> None:
    authorise_agent(own, office.firm, agent, NEXT_MONTH)
    assert acts_for(agent) == {office.firm.pk}
    assert actor_of(agent).role == "enterprise"


@pytest.mark.parametrize("until", [None, YESTERDAY], ids=["没有截止日期", "截止日期已过"])
def test_an_agents_authorisation_must_end_and_not_before_today(
    until: date | None, own: Any, agent: User, office: Office
) -> None:
    with pytest.raises(Refused, match=r"authorisation\.no_end"):
        authorise_agent(own, office.firm, agent, until)


def test_after_its_last_day_it_gives_nothing(
    own: Any, agent: User, office: Office, frozen_clock: Any
) -> None:
    authorise_agent(own, office.firm, agent, DAY)
    assert acts_for(agent)
    frozen_clock.shift(timedelta(days=1))
    assert not acts_for(agent)


def test_a_revoked_authorisation_gives_nothing(own: Any, agent: User, office: Office) -> None:
    revoke_authorisation(own, authorise_agent(own, office.firm, agent, NEXT_MONTH))
    assert not acts_for(agent)


def test_it_is_revoked_once(own: Any, agent: User, office: Office) -> None:
    given = authorise_agent(own, office.firm, agent, NEXT_MONTH)
    revoke_authorisation(own, given)
    with pytest.raises(Refused, match=r"grant\.already_decided"):
        revoke_authorisation(own, given)


def test_an_agent_authorises_nobody_and_revokes_nobody(own: Any, agent: User, office: Office) -> None:
    given = authorise_agent(own, office.firm, agent, NEXT_MONTH)
    for act in (
        lambda: authorise_agent(actor_of(agent), office.firm, make_user(None), NEXT_MONTH),
        lambda: revoke_authorisation(actor_of(agent), given),
    ):
        with pytest.raises(Refused, match=r"authorisation\.not_yours"):
            act()


def test_nobody_authorises_for_another_enterprise(own: Any, agent: User, office: Office) -> None:
    with pytest.raises(Refused, match=r"authorisation\.not_yours"):
        authorise_agent(own, office.other_firm, agent, NEXT_MONTH)
    page = signed_in(Role.ENTERPRISE).get(f"/qy/firms/{office.other_firm.key}/")
    assert page.status_code == 404


STAFF = [
    pytest.param(Role.SYSTEM_ADMIN, id="系统管理员"),
    pytest.param(Role.AUDIT_ADMIN, id="审计管理员"),
    pytest.param(Role.OUTSIDE_SUPERVISOR, id="外部监督"),
]


@pytest.mark.parametrize("role", STAFF)
def test_an_enterprise_cannot_make_staff_its_agent_and_so_take_their_role(
    role: Role, own: Any, office: Office
) -> None:
    user = make_user(role)
    with pytest.raises(Refused, match=r"authorisation\.agent_is_staff"):
        authorise_agent(own, office.firm, user, NEXT_MONTH)
    assert actor_of(user).role == role


def test_the_page_says_whose_account_it_is_not(own: Any, office: Office) -> None:
    make_user(Role.AUDIT_ADMIN, name="shenji")
    client = signed_in(Role.ENTERPRISE)
    page = client.post(f"/qy/firms/{office.firm.key}/", {"agent": "shenji", "until": NEXT_MONTH})
    assert page.status_code in (409, 422)
    assert "工作人员" in page.content.decode()
    assert not Authorisation.objects.filter(agent=True).exists()


def test_the_enterprises_page_authorises_and_revokes(agent: User, office: Office) -> None:
    client = signed_in(Role.ENTERPRISE)
    page = client.post(f"/qy/firms/{office.firm.key}/", {"agent": "daili", "until": NEXT_MONTH})
    assert page.status_code == 303
    given = Authorisation.objects.get(agent=True)
    assert client.post(f"/qy/authorisations/{given.pk}/revoke/").status_code == 303
    assert not acts_for(agent)


def test_an_agent_is_told_who_authorises_and_shown_no_form_for_it(
    own: Any, agent: User, office: Office
) -> None:
    authorise_agent(own, office.firm, agent, NEXT_MONTH)
    page = signed_in_as(actor_of(agent)).get(f"/qy/firms/{office.firm.key}/").text
    assert "授权和撤销由企业自己的人员办" in page
    assert 'name="agent"' not in page and "/revoke/" not in page


def test_an_enterprise_cannot_take_a_role_from_somebody_by_authorising_them(
    own: Any, agent: User, office: Office
) -> None:
    authorise_agent(own, office.firm, agent, NEXT_MONTH)
    granted = make_user(Role.OUTSIDE_SUPERVISOR)
    granted.grants.update(user=agent)
    assert (actor_of(agent).role, acts_for(agent)) == ("outside_supervisor", frozenset())
