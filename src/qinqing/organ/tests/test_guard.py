"""The check before an act: one word goes back, to whoever holds the token, and nothing about why."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as installation
from django.http import HttpResponse
from django.test import Client

from qinqing.config.home import guard_token
from qinqing.organ.services import guard
from qinqing.organ.services.sweep import sweep_organ_folder
from qinqing.organ.tests.folders import whole_folder
from qinqing.oversight.tests.folders import JUDGED_ON
from qinqing.record.models import Entry

pytestmark = pytest.mark.django_db
QUESTION = {"official": "O2", "enterprise": "E1", "on": "2026-10-20"}


@pytest.fixture
def swept(tmp_path: Path) -> None:
    sweep_organ_folder(whole_folder(tmp_path / "facts-in"), on=JUDGED_ON)


def ask(token: str | None = None, body: Any = None, **changed: Any) -> HttpResponse:
    text = json.dumps(QUESTION | changed) if body is None else body
    held = guard_token("", installation.EXCHANGE) if token is None else token
    return Client(enforce_csrf_checks=True).post(
        "/jj/guard/", text, content_type="application/json", headers={"Authorization": f"Bearer {held}"}
    )


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        pytest.param({}, "recuse", id="配偶任董事的企业"),
        pytest.param({"enterprise": "E2"}, "no_recusal", id="别的企业"),
        pytest.param({"official": "O1"}, "no_recusal", id="别的人"),
        pytest.param({"on": "2019-12-31"}, "no_recusal", id="配偶任职之前"),
    ],
)
def test_the_answer_is_one_word(changed: dict[str, str], answer: str, swept: None) -> None:
    assert ask(**changed).json() == {"answer": answer}


@pytest.mark.parametrize("token", ["", "wrong", "caf\u00e9"], ids=["没有令牌", "别的令牌", "带重音的令牌"])
def test_a_wrong_token_is_answered_like_a_missing_page(token: str) -> None:
    answer = ask(token=token)
    assert (answer.status_code, answer.content) == (404, b"")


def test_an_official_nobody_knows_is_refused(swept: None) -> None:
    answer = ask(official="O-nobody")
    assert (answer.status_code, answer.json()) == (422, {"error": "guard.unknown_official"})


def test_a_firm_nobody_knows_is_refused_and_not_cleared(swept: None) -> None:
    answer = ask(enterprise="E-nobody")
    assert (answer.status_code, answer.json()) == (422, {"error": "guard.unknown_enterprise"})


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="空的"),
        pytest.param("不是 JSON", id="不是 JSON"),
        pytest.param("[]", id="不是对象"),
        pytest.param("{}", id="缺字段"),
        pytest.param('{"official": "O2", "enterprise": "E1", "on": "明天"}', id="日期写法"),
        pytest.param('{"official": "O2", "enterprise": "E1", "on": 7}', id="日期是数字"),
        pytest.param(b"\xff\xfe", id="不是文字"),
        pytest.param("[" * 100_000, id="套了十万层"),
    ],
)
def test_a_malformed_question_is_said_to_be_malformed(body: Any) -> None:
    answer = ask(body=body)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})


def test_with_nothing_loaded_nothing_is_cleared() -> None:
    answer = ask()
    assert (answer.status_code, answer.json()) == (422, {"error": "guard.nothing_loaded"})


def test_a_question_leaves_one_entry_without_names_or_answer(swept: None) -> None:
    ask()
    body = bytes(Entry.objects.get(type="organ.guard").body).decode()
    assert "recuse" not in body
    assert '"O2"' not in body


def test_the_ties_of_a_person_cannot_be_read_out_by_asking_after_every_firm(
    swept: None, monkeypatch: pytest.MonkeyPatch, frozen_clock: Any
) -> None:
    monkeypatch.setattr(guard, "MOST_A_DAY", 2)
    assert [ask(enterprise=firm).status_code for firm in ("E1", "E2")] == [200, 200]
    assert ask().json() == {"error": "guard.too_many"}
    assert ask(official="O1").status_code == 200
    frozen_clock.shift(timedelta(days=1))
    assert ask().status_code == 200


def test_the_token_is_readable_by_its_owner_only(settings: Any) -> None:
    guard_token("", settings.EXCHANGE)
    path = settings.EXCHANGE / "keys" / "guard_token"
    assert path.stat().st_mode & 0o077 == 0


def test_two_sides_apart_may_agree_on_a_word_of_their_own(swept: None, settings: Any) -> None:
    settings.GUARD_TOKEN = "a-word-of-their-own"
    assert ask(token="a-word-of-their-own").status_code == 200
    assert ask().status_code == 404
