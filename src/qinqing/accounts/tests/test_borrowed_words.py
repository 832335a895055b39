"""What Django and django-allauth say to people here is said in the words of this house: 登录名, 口令, 您."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.contrib.auth.password_validation import password_validators_help_texts
from django.test import Client

from qinqing.accounts.roles import Role
from tests.support.people import Office, signed_in

pytestmark = pytest.mark.django_db
THEIRS = ("用户名", "密码", "你")
BORROWED = Path(__file__).parents[2] / "web/locale/zh_Hans/LC_MESSAGES/django.po"


def foreign(page: str) -> list[str]:
    return [word for word in THEIRS if word in page]


def test_a_refused_sign_in_speaks_of_name_and_password_as_the_form_does() -> None:
    page = Client().post("/sign-in/", {"login": "nobody", "password": "wrong"}).content.decode()
    assert "登录名或口令不对" in page
    assert foreign(page) == []


def test_changing_a_password_is_explained_and_refused_in_the_same_words(office: Office) -> None:
    client = signed_in(Role.CLERK, office.clerk)
    wrong = {"oldpassword": "x", "password1": "12345678", "password2": "87654321"}
    page = client.post("/account/password/", wrong).content.decode()
    assert "口令太短" in page
    assert foreign(page) == []
    assert foreign(" ".join(password_validators_help_texts())) == []


def test_every_borrowed_sentence_is_in_our_words() -> None:
    said = [e.msgstr or "".join(e.msgstr_plural.values()) for e in polib.pofile(str(BORROWED))]
    assert all(said)
    assert foreign(" ".join(said)) == []
