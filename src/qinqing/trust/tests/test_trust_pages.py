"""An outsider reads how far the log has come; whoever acted fetches what proves it, and nobody else does."""

from __future__ import annotations

import html
import time
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from qinqing.accounts.actor import actor_of
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.record.cosigning import take
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Entry, Witness
from qinqing.record.services import service, write_entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.witnesses import add_witness
from qinqing.tlog.keys import new_signer, read_verifier
from qinqing.tlog.note import read_note, signature_line
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import standard
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


def test_the_page_says_of_each_witness_when_it_last_saw_the_log_and_how_far_behind_it_is(
    client: Client, office: Office, kept: Any
) -> None:
    clerk, key = make_user(Role.CLERK), new_signer("witness.gsl.example", standard(), cosigns=True)
    with time_machine.travel("2026-11-02 08:00+08:00", tick=False) as now:
        witness = add_witness(str(key.verifier))
        kept()
        seen = Checkpoint.objects.get()
        take(witness, seen, signature_line(read_note(seen.note.encode()).text, key, int(time.time())))
        page = client.get("/trust/").text
        assert "2026-11-02 08:00:00" in page and "跟上了" in page and str(key.verifier) in page
        say(clerk, "一句话")
        kept()
        now.shift(3600)
        page = client.get("/trust/").text
        assert "2026-11-02 08:00 起的 1 条还没有见证（按文件见证，等下一次递送）" in page


def test_a_witness_that_holds_the_log_for_rewritten_is_told_to_everybody(
    client: Client, office: Office, kept: Any
) -> None:
    key = new_signer("witness.gsl.example", standard(), cosigns=True).verifier
    add_witness(str(key), "http://gsl.example")
    Witness.objects.update(trouble="cosign.rewritten")
    page = client.get("/trust/").text
    assert "见证方说日志被改写过" in page and "拒绝见证" in page


def test_whoever_would_witness_finds_what_to_type(
    client: Client, office: Office, kept: Any, settings: Any
) -> None:
    page = html.unescape(client.get("/trust/").text)
    assert f"--key '{(settings.LOG_FILES / PUBLIC).read_text().strip()}'" in page
