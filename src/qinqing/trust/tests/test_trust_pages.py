"""An outsider reads how far the log has come; whoever acted fetches what proves it, and nobody else does."""

from __future__ import annotations

import hashlib
import html
import json
import random
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from qinqing.accounts.actor import actor_of
from qinqing.accounts.handing import receipt_link
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.law.house import REPOSITORY
from qinqing.record.cosigning import take
from qinqing.record.keeping import keep
from qinqing.record.models import Checkpoint, Entry, Opening, Second, Witness
from qinqing.record.profiles import log_origin
from qinqing.record.receipts import promiser
from qinqing.record.services import service, write_entry
from qinqing.record.signer import PUBLIC, open_signer, sign
from qinqing.record.tests.seconder import Seconder
from qinqing.record.witnesses import add_witness
from qinqing.tlog import profile, sm2
from qinqing.tlog.keys import new_signer, read_verifier
from qinqing.tlog.note import read_note, signature_line
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import standard
from qinqing.tlog.promise import verify_promised
from qinqing.tlog.receipt import read_receipt, verify_receipt
from qinqing.trust.proofs import proofs
from qinqing.verify import build, verify
from qinqing.verify.link import from_digits
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


def test_under_the_national_algorithms_pages_and_receipts_work_and_say_what_does_not(
    client: Client, office: Office, settings: Any, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    settings.LOG_PROFILE, settings.FOLDER = "guomi", tmp_path
    promiser.cache_clear()
    keep_once, clerk = request.getfixturevalue("kept"), make_user(Role.CLERK)
    entry = say(clerk, "一句话")
    keep_once()
    page, reader = html.unescape(client.get("/trust/").text), signed_in(clerk)
    assert "SM3，SM2" in page and "verify.py 和网页核验工具不支持" in page
    assert reader.get(reverse("receipt", args=[entry.pk])).status_code == 200
    handed = reader.get(reverse("receipt_file", args=[entry.pk])).content
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    assert verify_receipt(read_receipt(handed), simple_policy(key)).index == 0
    promised = reader.get(reverse("promise_file", args=[entry.pk])).content
    assert verify_promised(promised, None, promiser().verifier)[0].within
    promiser.cache_clear()


def test_of_a_second_tree_the_page_shows_checkpoint_key_and_how_far_it_is_and_its_files_are_anybodys(
    client: Client, office: Office, kept: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LOG_SECOND, clerk, second = "guomi", make_user(Role.CLERK), Seconder()
    say(clerk, "一句话")
    kept()
    assert "还差 1 条（正在补）" in client.get("/trust/").text
    second.follow()
    assert "与日志同步" in client.get("/trust/").text
    say(clerk, "又一句话")
    kept()
    folder = settings.LOG_FILES / "guomi"
    with monkeypatch.context() as without:  # the page needs no SM2 to tell of it
        without.setattr(sm2, "load", lambda: None)
        profile.guomi.cache_clear()
        with time_machine.travel(timezone.now() + timedelta(minutes=5)):
            page = html.unescape(client.get("/trust/").text)
    profile.guomi.cache_clear()
    assert (folder / "log.pub").read_text().strip() in page and "还差 1 条（后台没有在写）" in page
    assert (folder / "checkpoint").read_text().strip() in page
    for path in ("checkpoint", "log.pub", "policy", "tile/0/000.p/1", "tile/entries/000.p/1"):
        assert client.get(f"/log/guomi/{path}").status_code == 200
    for path in ("promise.pub", "../log.pub", "guomi/checkpoint", "guomi.key", "tile/entries/000.p/9"):
        assert client.get(f"/log/guomi/{path}").status_code == 404
    Second.objects.create(trouble="log.second_other")
    assert "第二棵树停下了，日志照常" in client.get("/trust/").text
    second.die()


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
    for path in ("receipt.json", "code.svg"):
        assert browser.get(f"/receipts/{entry.pk}/{path}").status_code == 404
    assert "正在登记" in browser.get(f"/receipts/{entry.pk}/").text
    kept()
    assert "下载回执" in browser.get(f"/receipts/{entry.pk}/").text
    file = browser.get(f"/receipts/{entry.pk}/receipt.json").content
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    assert verify_receipt(read_receipt(file), simple_policy(key)).payloads == {"payload": {"words": "我的话"}}


def test_somebody_elses_receipt_answers_like_a_missing_one(office: Office, kept: Any) -> None:
    entry = say(make_user(Role.CLERK), "我的话")
    kept()
    other = signed_in(make_user(Role.SUPERVISOR))
    for path in ("", "receipt.json", "promise.json", "code.svg"):
        assert other.get(f"/receipts/{entry.pk}/{path}").status_code == 404
    assert "还没有回执" in other.get("/receipts/").text


def test_a_promise_is_given_at_once_and_verifies_by_the_published_key(office: Office, kept: Any) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    data = signed_in(clerk).get(f"/receipts/{entry.pk}/promise.json").content
    key = verify.read_key(Client().get("/log/promise.pub").text.strip(), cosigns=False)
    told = verify.verify_promise(data, [key], log_origin())
    assert ("    words：我的话", "    words: 我的话") in told


def test_an_enterprise_s_act_ends_on_its_receipt_and_the_answer_itself_holds_the_promise(
    office: Office, kept: Any
) -> None:
    make_user(None, name="daili")
    browser = signed_in(make_user(Role.ENTERPRISE))
    home = f"/qy/firms/{office.firm.key}/"
    answer = browser.post(home, {"agent": "daili", "until": "2099-01-01"})
    entry = Entry.objects.get(type="accounts.authorise_agent")
    handed = json.loads(answer.content)
    assert (answer.status_code, handed["kind"]) == (303, "promise")
    assert handed["entry"].encode() == bytes(entry.body)
    page = browser.get(answer["Location"]).text
    for words in ("登记承诺", "正在登记", str(entry.pk), "看回执", f'href="{home}"'):
        assert words in page
    kept()
    page = browser.get(answer["Location"]).text
    for words in ("已登入日志", "下载回执", "代理人", "daili", "code.svg", "/verify/#"):
        assert words in page


def test_what_the_code_holds_is_the_receipt_itself(office: Office, kept: Any) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    kept()
    browser = signed_in(clerk)
    link = receipt_link(RequestFactory().get("/"), entry)
    assert link and link.whole and link.address == "http://testserver/verify/#"
    assert from_digits(link.digits) == browser.get(f"/receipts/{entry.pk}/receipt.json").content
    picture = browser.get(f"/receipts/{entry.pk}/code.svg")
    assert picture["Content-Type"] == "image/svg+xml" and "<path" in picture.text
    assert "style" not in picture.text and "script" not in picture.text


def test_words_too_long_for_a_code_stay_in_the_file_and_the_page_says_so(
    office: Office, kept: Any, settings: Any
) -> None:
    clerk, chance = make_user(Role.CLERK), random.Random(3)
    entry = say(clerk, "".join(chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(2_000)))
    kept()
    link = receipt_link(RequestFactory().get("/"), entry)
    assert link and not link.whole
    closed = read_receipt(from_digits(link.digits))
    key = read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())
    assert verify_receipt(closed, simple_policy(key)).unopened == ("payload",)
    assert "原文太长" in signed_in(clerk).get(f"/receipts/{entry.pk}/").text


def test_what_was_erased_is_shown_as_erased(office: Office, kept: Any) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    kept()
    Opening.objects.filter(entry=entry).update(sealed=None, person="f" * 16)
    page = signed_in(clerk).get(f"/receipts/{entry.pk}/").text
    assert "依法清除" in page and "下载回执" in page and "我的话" not in page


def test_the_way_back_leads_nowhere_else(office: Office) -> None:
    clerk = make_user(Role.CLERK)
    entry = say(clerk, "我的话")
    browser = signed_in(clerk)
    for address in ("https://evil.example/", "//evil.example", "javascript:x", "/\\evil.example", "evil"):
        page = browser.get(f"/receipts/{entry.pk}/", {"back": address}).text
        assert "回到刚才的页面" not in page
    assert 'href="/qy/1/"' in browser.get(f"/receipts/{entry.pk}/", {"back": "/qy/1/"}).text


@pytest.mark.parametrize("name", ["verify.py", "page.html"])
def test_both_verifiers_are_anybody_s_and_are_the_files_whose_digests_the_page_says(
    client: Client, kept: Any, name: str
) -> None:
    answer = client.get(f"/trust/{name}")
    assert answer.content == (Path(verify.__file__).parent / name).read_bytes()
    assert f'filename="{name}"' in answer["Content-Disposition"]
    assert hashlib.sha256(answer.content).hexdigest() in client.get("/trust/").text


def test_the_served_page_has_the_keys_and_may_run_its_one_script_only(
    client: Client, office: Office, kept: Any, settings: Any
) -> None:
    say(make_user(Role.CLERK), "一句话")
    kept()
    answer = client.get("/verify/")
    assert (settings.LOG_FILES / PUBLIC).read_text().strip() in answer.text
    assert client.get("/log/promise.pub").text.strip() in answer.text
    assert "企业授权代理人" in answer.text
    policy = dict(one.split(" ", 1) for one in answer["Content-Security-Policy"].split("; "))
    script = answer.text.split("<script>")[1].split("</script>")[0]
    assert policy["script-src"] == f"'{build.hashed(script)}'"
    assert policy["default-src"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"


def test_the_served_page_knows_the_witnesses_and_demands_none_of_them(
    client: Client, office: Office, kept: Any
) -> None:
    key = new_signer("witness.gsl.example", standard(), cosigns=True).verifier
    add_witness(str(key))
    page = client.get("/verify/").text
    assert str(key) in page and 'id="threshold" value="0"' in page


def test_the_page_shows_what_was_proved_of_this_release_each_in_a_sentence(client: Client, kept: Any) -> None:
    page = client.get("/trust/").text
    for proof in (*proofs().about_log, *proofs().others):
        assert not isinstance(proof.words, str), f"{proof.words}: its sentence belongs in proof_words.py"
        assert str(proof.words) in page
    assert "伪造的位置证明，一个也不被接受" in page and "forged proofs: 100000, accepted: 0" in page


def test_the_packed_proofs_are_the_newest_page_s() -> None:
    command = [sys.executable, "scripts/generate_proofs.py", "--check"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


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
