"""An attachment is a download for whom its app lets in; to everybody else it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.files import permissions
from qinqing.files.models import Attachment
from qinqing.files.permissions import opens
from qinqing.files.publication import publication_of
from qinqing.files.services import erase_attachment, receive, record_secrecy_check, withdraw_attachment
from qinqing.files.tests.conftest import upload
from qinqing.files.tests.harmless import pdf
from tests.support.people import Office, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rule(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    """The app `test` lets in whoever attached it."""
    settings.SECOND_FACTOR_REQUIRED = False
    monkeypatch.setattr(permissions, "_rules", {})
    opens("test")(lambda actor, attachment: attachment.uploaded_by_id == actor.user.pk)
    yield


def browser(actor: Actor | None) -> Client:
    client = Client()
    if actor:
        client.force_login(actor.user)
    return client


def fetched(actor: Actor | None, attachment: Attachment) -> Any:
    return browser(actor).get(f"/files/{attachment.pk}/")


def test_it_is_a_download_that_no_browser_shows_or_guesses_about(firm: Actor) -> None:
    attachment = receive(firm, upload("营业执照 (副本).pdf"), owner="test")
    answer = fetched(firm, attachment)
    assert (answer.status_code, answer.content) == (200, pdf())
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert unquote(answer["Content-Disposition"]).endswith("营业执照 (副本).pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Type"] == "application/pdf"


def test_nobody_else_learns_that_it_is_there(firm: Actor, office: Office) -> None:
    attachment = receive(firm, upload(), owner="test")
    for who in (make_actor(Role.SUPERVISOR, office.officials["watcher"]), make_actor(Role.ENTERPRISE)):
        assert fetched(who, attachment).status_code == 404
    assert fetched(None, attachment).status_code in (302, 404)


def test_an_app_without_a_rule_lets_nobody_in(firm: Actor) -> None:
    assert fetched(firm, receive(firm, upload(), owner="nobody")).status_code == 404


@pytest.mark.parametrize("end", ["withdrawn", "erased", "quarantined"])
def test_what_cannot_be_had_says_why(firm: Actor, end: str) -> None:
    attachment = receive(firm, upload(), owner="test")
    if end == "quarantined":
        Attachment.objects.update(state="quarantined")
    else:
        {"withdrawn": withdraw_attachment, "erased": erase_attachment}[end](firm, attachment, "理由")
    answer = fetched(firm, attachment)
    assert answer.status_code == 409
    assert {"withdrawn": "已经撤回", "erased": "已经清除", "quarantined": "还没有扫描完"}[end] in answer.text


def published(
    firm: Actor, office: Office, access: str = "public", outcome: str = "may_publish"
) -> Attachment:
    attachment = receive(firm, upload(), owner="test", access=access)
    checker = make_actor(Role.REVIEWER, office.officials["lawyer"])
    record_secrecy_check(checker, publication_of(attachment), outcome, "逐页看过，没有不宜公开的内容。")
    return attachment


def test_a_stranger_opens_what_is_public_and_was_checked(firm: Actor, office: Office) -> None:
    answer = fetched(None, published(firm, office))
    assert answer.status_code == 200 and answer["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("access", "outcome"), [("internal", "may_publish"), ("public", "may_not"), ("public", "ask_above")]
)
def test_a_stranger_opens_nothing_else(firm: Actor, office: Office, access: str, outcome: str) -> None:
    assert fetched(None, published(firm, office, access, outcome)).status_code == 404


def test_what_was_published_and_withdrawn_is_gone_for_strangers(firm: Actor, office: Office) -> None:
    attachment = published(firm, office)
    withdraw_attachment(firm, attachment, "内容有误")
    assert fetched(None, attachment).status_code == 404
