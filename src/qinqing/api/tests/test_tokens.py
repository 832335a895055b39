"""A token is shown once, kept as a hash, bound to a firm, and dead when it is revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import Authorisation, User
from qinqing.accounts.roles import Role
from qinqing.api.models import Token
from qinqing.api.secrets_of import new_secret, token_of
from qinqing.api.services import MOST_TOKENS, make_token, revoke_token
from qinqing.record.models import Entry, Opening
from qinqing.record.openings import opened
from qinqing.refusals import Refused
from tests.support.people import Office, make_office, make_user, with_token

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


@pytest.fixture
def office() -> Office:
    return make_office()


def made(office: Office, **given: Any) -> tuple[Token, str]:
    actor = actor_of(make_user(Role.ENTERPRISE))
    asked = {"name": "项目管理系统", "scope": "file", "until": timezone.localdate()} | given
    return make_token(actor, office.firm, **asked)


def test_the_secret_is_in_no_row_and_in_no_entry(office: Office) -> None:
    token, written = made(office)
    secret = written.rpartition(f"{token.prefix}_")[2]
    row = Token.objects.filter(pk=token.pk).values().get()
    entry = Entry.objects.get(type="api.make_token")
    assert secret not in str(row) + bytes(entry.body).decode()
    assert secret not in opened(Opening.objects.get(entry=entry))[1].decode()
    assert token_of(written) == token


@pytest.mark.parametrize(
    "spoil",
    [
        lambda w: w[:-1] + ("A" if w[-1] != "A" else "B"),
        str.upper,
        lambda w: w + "x",
        lambda _: "",
        lambda _: "qq_",
    ],
)
def test_anything_but_the_very_token_is_unknown(office: Office, spoil: Any) -> None:
    _, written = made(office)
    assert token_of(spoil(written)) is None
    assert token_of(new_secret().written) is None


def test_a_token_needs_a_last_day_within_a_year(office: Office) -> None:
    for until in (timezone.localdate() - timedelta(days=1), timezone.localdate() + timedelta(days=367)):
        with pytest.raises(Refused, match=r"token\.no_end"):
            made(office, until=until)


def test_an_agent_makes_none(office: Office) -> None:
    agent = make_user(None)
    Authorisation.objects.create(
        user=agent,
        enterprise=office.firm,
        agent=True,
        since="2026-01-01",
        until="2036-01-01",
        approved_at=timezone.now(),
    )
    with pytest.raises(Refused, match=r"token\.own_people"):
        make_token(actor_of(agent), office.firm, "x", "read", timezone.localdate())


def test_a_token_makes_no_token(office: Office) -> None:
    from dataclasses import replace

    actor = replace(actor_of(make_user(Role.ENTERPRISE)), through="interface")
    with pytest.raises(Refused, match=r"token\.own_people"):
        make_token(actor, office.firm, "x", "read", timezone.localdate())


def test_more_than_anybody_can_look_after_are_refused(office: Office) -> None:
    user = make_user(Role.ENTERPRISE)
    for _ in range(MOST_TOKENS):
        make_token(actor_of(user), office.firm, "x", "read", timezone.localdate())
    with pytest.raises(Refused, match=r"token\.too_many"):
        make_token(actor_of(user), office.firm, "x", "read", timezone.localdate())


def test_revoked_once_it_is_dead_and_twice_is_refused(office: Office) -> None:
    token, written = made(office)
    actor = actor_of(token.made_by)
    revoke_token(actor, token)
    program = Client(headers={"Authorization": f"Bearer {written}"})
    assert program.get("/api/v1/me").json()["code"] == "token.revoked"
    with pytest.raises(Refused, match=r"token\.revoked_already"):
        revoke_token(actor, token)


def test_use_is_noted_at_most_once_a_minute(office: Office, django_assert_num_queries: Any) -> None:
    program = with_token(make_user(Role.ENTERPRISE), office.firm)
    program.get("/api/v1/me")
    noted = Token.objects.get().last_used_at
    program.get("/api/v1/me")
    assert noted and Token.objects.get().last_used_at == noted


PASSWORD = "long enough to keep"


def browser_of(user: User, *, verified: bool = True) -> Client:
    """Signed in by password, and where `verified` asked for it once more."""
    user.set_password(PASSWORD)
    user.save()
    browser = Client()
    browser.post("/sign-in/", {"login": user.username, "password": PASSWORD})
    if verified:
        browser.post("/sign-in/again/", {"password": PASSWORD})
    return browser


def asked_of(office: Office, **given: Any) -> dict[str, Any]:
    asked = {"firm": office.firm.key, "name": "甲系统", "scope": "read"}
    return {**asked, "until": str(timezone.localdate()), **given}


def test_the_page_shows_a_new_token_once_and_never_again(office: Office) -> None:
    browser = browser_of(make_user(Role.ENTERPRISE))
    answer = browser.post("/qy/tokens/", asked_of(office))
    token = Token.objects.get()
    assert f"qq_{token.prefix}_" in answer.text and "no-store" in answer["Cache-Control"]
    assert "甲系统" in (again := browser.get("/qy/tokens/").text) and f"qq_{token.prefix}_" not in again


def test_the_page_offers_no_other_firm(office: Office) -> None:
    browser = browser_of(make_user(Role.ENTERPRISE))
    asked = asked_of(office, firm=office.other_firm.key)
    assert browser.post("/qy/tokens/", asked).status_code == 422 and not Token.objects.exists()


def test_what_a_page_refuses_is_said_on_it(office: Office) -> None:
    browser = browser_of(make_user(Role.ENTERPRISE))
    answer = browser.post("/qy/tokens/", asked_of(office, until="2001-01-01"))
    assert answer.status_code == 409 and "最后一天" in answer.text


def test_a_session_alone_makes_no_token(office: Office) -> None:
    """Left open, or stolen: signing in is not enough, and what was typed waits for the password."""
    browser = browser_of(make_user(Role.ENTERPRISE), verified=False)
    page = browser.get("/qy/tokens/").text
    assert "先确认是本人" in page and 'name="until"' not in page
    answer = browser.post("/qy/tokens/", asked_of(office))
    assert answer.status_code == 302 and answer["Location"].startswith(
        "/sign-in/again/?next=%2Fqy%2Ftokens%2F"
    )
    assert not Token.objects.exists()
    wrong = browser.post(answer["Location"], {"password": "not the password"})
    assert wrong.status_code == 200 and "先确认是本人" in browser.get("/qy/tokens/").text
    back = browser.post(answer["Location"], {"password": PASSWORD})
    text = browser.get(back["Location"]).text
    assert back["Location"].startswith("/qy/tokens/?") and 'value="甲系统"' in text
    assert not Token.objects.exists()


def test_having_verified_lasts_five_minutes_and_one_session(office: Office) -> None:
    user = make_user(Role.ENTERPRISE)
    with time_machine.travel("2026-10-20T12:00:00+08:00", tick=False) as clock:
        browser = browser_of(user)
        clock.shift(299)
        assert browser.post("/qy/tokens/", asked_of(office)).status_code == 200
        clock.shift(1)
        assert browser.post("/qy/tokens/", asked_of(office)).status_code == 302
        assert browser_of(user, verified=False).post("/qy/tokens/", asked_of(office)).status_code == 302
    assert Token.objects.count() == 1


def test_a_token_is_revoked_without_delay(office: Office) -> None:
    token, _ = made(office)
    browser = browser_of(token.made_by, verified=False)
    browser.post(f"/qy/tokens/{token.pk}/revoke/")
    assert Token.objects.get().revoked_at
