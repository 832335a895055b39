"""An outsider reads how far the log has come; whoever acted fetches what proves it, and nobody else does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.record.keeping import keep
from qinqing.record.models import Entry
from qinqing.record.services import service, write_entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.tlog.keys import read_verifier
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.receipt import read_receipt, verify_receipt
from tests.support.people import Office, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


@service("test.trust")
def say(user: User, words: str) -> Entry:
    return write_entry(actor_of(user), "一案", {"words": words})


@pytest.fixture
def kept(tmp_path: Path, settings: Any) -> Any:
    """Keeps the log once."""
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    signer = open_signer()

    class Here:
        def sign(self, size: int) -> str:
            return sign(signer, size).decode()

    return lambda: keep(Here())  # type: ignore[arg-type]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_before_the_first_checkpoint_the_page_says_so(client: Client, kept: Any) -> None:
    assert "还没有检查点" in client.get("/trust/").text


def test_anybody_reads_the_checkpoint_the_key_and_that_nobody_witnessed_yet(
    client: Client, office: Office, kept: Any, settings: Any
) -> None:
    say(make_user(Role.CLERK), "一句话")
    kept()
    page = client.get("/trust/").text
    assert (settings.LOG_FILES / PUBLIC).read_text().strip() in page
    assert "还没有外部见证方" in page


def test_the_log_s_files_are_anybodys_and_nothing_else_is(client: Client, office: Office, kept: Any) -> None:
    say(make_user(Role.CLERK), "一句话")
    kept()
    assert client.get("/log/checkpoint").status_code == 200
    assert client.get("/log/tile/0/000.p/1").status_code == 200
    for path in (
        "../signer/log.key",
        "tile/0/001",
        "tile/0/000.p/2",
        "tile/00/000",
        "x",
        "%2e%2e/signer/log.key",
    ):
        assert client.get(f"/log/{path}").status_code == 404


def test_whoever_acted_fetches_a_receipt_that_verifies(office: Office, kept: Any, settings: Any) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    browser = signed_in(clerk)
    assert browser.get(f"/receipts/{entry.pk}/receipt.json").status_code == 404
    assert "正在编号" in browser.get(f"/receipts/{entry.pk}/").text
    kept()
    assert "下载回执" in browser.get(f"/receipts/{entry.pk}/").text
    file = browser.get(f"/receipts/{entry.pk}/receipt.json").content
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    assert verify_receipt(read_receipt(file), simple_policy(key)).payloads == {"payload": {"words": "我的话"}}


def test_somebody_elses_receipt_answers_like_a_missing_one(office: Office, kept: Any) -> None:
    entry = say(make_user(Role.CLERK), "我的话")
    kept()
    other = signed_in(make_user(Role.SUPERVISOR))
    for path in ("", "receipt.json", "promise.txt"):
        assert other.get(f"/receipts/{entry.pk}/{path}").status_code == 404
    assert "还没有回执" in other.get("/receipts/").text


def test_a_promise_is_given_at_once(office: Office, kept: Any) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    assert signed_in(clerk).get(f"/receipts/{entry.pk}/promise.txt").text.startswith("qinqing/promise/v1\n")
