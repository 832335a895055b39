"""Signing in: closed to newcomers, second factor for staff, thirty minutes idle at most, then one's own desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as installation
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.accounts.services.grants import create_account
from tests.support.people import Office, make_actor, make_user, signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password-1"


@pytest.fixture
def clerk(office: Office) -> User:
    user = make_user(Role.CLERK, office.clerk, name="bing")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, name: str = "bing", password: str = PASSWORD) -> Any:
    return client.post("/sign-in/", {"login": name, "password": password})


def test_somebody_with_a_password_signs_in_and_comes_to_their_desk(clerk: User) -> None:
    answer = sign_in(Client())
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


@pytest.mark.parametrize(
    ("name", "password"),
    [
        pytest.param("bing", "wrong", id="口令不对"),
        pytest.param("nobody", PASSWORD, id="没有这个人"),
        pytest.param("", "", id="什么也没写"),
    ],
)
def test_who_cannot_sign_in_is_told_so_and_stays_a_stranger(name: str, password: str, clerk: User) -> None:
    client = Client()
    assert sign_in(client, name, password).status_code == 200
    assert client.get("/desk/").status_code == 302


def test_an_account_that_was_closed_is_answered_like_a_wrong_password(clerk: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    client = Client()
    assert sign_in(client).status_code == 200
    assert "/sign-in/" in client.get("/desk/")["Location"]


@pytest.mark.parametrize("path", ["/sign-up/", "/accounts/signup/", "/signup/", "/admin/"])
def test_nobody_signs_up_by_themselves(path: str, db: None) -> None:
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"username": "new", "password1": PASSWORD}).status_code == 404


def test_staff_without_a_second_factor_are_led_to_set_one_up(settings: Any, office: Office) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    answer = signed_in(Role.CLERK, office.clerk).get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor/app/")


def test_the_second_factor_can_be_switched_off_for_a_demonstration(office: Office) -> None:
    assert signed_in(Role.CLERK, office.clerk).get("/desk/")["Location"] != "/account/second-factor/app/"


@pytest.mark.custody("bureau")
def test_enterprise_people_need_no_second_factor(settings: Any, office: Office) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert signed_in(Role.ENTERPRISE).get("/desk/")["Location"] == "/qy/"


def test_the_way_to_the_second_factor_is_open_without_one(settings: Any, office: Office) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(Role.CLERK, office.clerk)
    assert client.get("/account/second-factor/").status_code in (200, 302)
    assert client.get("/sign-out/").status_code == 200


def test_after_the_idle_time_the_session_is_gone(office: Office, frozen_clock: Any) -> None:
    client = signed_in(Role.CLERK, office.clerk)
    client.get("/desk/")
    frozen_clock.shift(installation.SESSION_COOKIE_AGE + 1)
    assert "/sign-in/" in client.get("/desk/")["Location"]


def test_whoever_keeps_working_stays_signed_in(office: Office, frozen_clock: Any) -> None:
    client = signed_in(Role.CLERK, office.clerk)
    for _ in range(4):
        frozen_clock.shift(installation.SESSION_COOKIE_AGE * 0.6)
        assert "/sign-in/" not in client.get("/desk/")["Location"]


def test_the_idle_time_is_thirty_minutes_unless_set(db: None) -> None:
    assert timedelta(seconds=installation.SESSION_COOKIE_AGE) == timedelta(minutes=30)


def test_a_session_is_written_at_most_once_a_minute(office: Office, frozen_clock: Any) -> None:
    client = signed_in(Role.CLERK, office.clerk)
    client.get("/desk/")
    first = Session.objects.get().expire_date
    frozen_clock.shift(30)
    client.get("/desk/")
    assert Session.objects.get().expire_date == first
    frozen_clock.shift(31)
    client.get("/desk/")
    assert Session.objects.get().expire_date > first


DESKS = [
    pytest.param(Role.SUPERVISOR, "/gw/findings/", id="督查"),
    pytest.param(Role.OUTSIDE_SUPERVISOR, "/gw/findings/", id="外部监督"),
    pytest.param(Role.CLERK, "/gw/affairs/", id="窗口和经办"),
    pytest.param(Role.INSPECTOR, "/gw/notices/", id="检查人员"),
    pytest.param(Role.REVIEWER, "/gw/notices/", id="法制审核"),
    pytest.param(Role.LEADER, "/gw/affairs/", id="领导干部"),
    pytest.param(Role.SYSTEM_ADMIN, "/gw/people/", id="系统管理员"),
    pytest.param(Role.SECURITY_ADMIN, "/gw/people/", id="安全管理员"),
    pytest.param(Role.AUDIT_ADMIN, "/gw/entries/", id="审计管理员"),
    pytest.param(Role.ENTERPRISE, "/qy/", id="企业人员"),
]


@pytest.mark.parametrize(("role", "page"), DESKS)
def test_everybody_begins_at_the_first_page_of_their_role(role: Role, page: str, office: Office) -> None:
    client = signed_in(role)
    assert client.get("/desk/")["Location"] == page
    assert client.get(page).status_code == 200


def test_who_holds_no_role_is_told_whom_to_ask(db: None) -> None:
    assert signed_in(None).get("/desk/").status_code == 403


def test_a_stranger_is_led_to_the_sign_in_page_and_back(db: None) -> None:
    assert Client().get("/gw/findings/")["Location"] == "/sign-in/?next=/gw/findings/"


def test_attempts_are_counted_once_for_all_processes(clerk: User) -> None:
    """Five wrong passwords and even the right one is not tried; no process keeps a count of its own."""
    for attempt in range(5):
        sign_in(Client(), password=f"wrong-{attempt}")
    assert sign_in(Client()).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_attempts")
        assert cursor.fetchone()[0] > 0


def test_nobody_can_ask_to_stay_signed_in(clerk: User) -> None:
    client = Client()
    client.post("/sign-in/", {"login": "bing", "password": PASSWORD, "remember": "on"})
    assert client.session.get_expire_at_browser_close()


def test_whoever_has_a_password_an_administrator_gave_chooses_their_own_first(
    office: Office, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    create_account(make_actor(Role.SYSTEM_ADMIN), "xinren", PASSWORD, office.clerk)
    client = Client()
    sign_in(client, "xinren")
    for path in ("/desk/", "/account/second-factor/app/", "/account/recovery-codes/"):
        assert client.get(path)["Location"] == "/account/password/", path
    assert client.get("/account/password/").status_code == 200
    own = {"oldpassword": PASSWORD, "password1": "my-own-word-2", "password2": "my-own-word-2"}
    assert client.post("/account/password/", own).status_code == 302
    assert "/account/password/" not in client.get("/desk/").headers.get("Location", "")
