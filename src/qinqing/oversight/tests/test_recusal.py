"""The bureau's end of the check before an act: one word for the one who asked, and no trace of it in the bureau's store."""

from __future__ import annotations

import io
import urllib.error
import urllib.request
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers

from qinqing.accounts.roles import Role
from qinqing.record.models import Entry
from tests.support.people import Office, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[urllib.request.Request]:
    """The organ answers 须回避; what it was asked is kept here."""
    questions: list[urllib.request.Request] = []

    def answer(question: urllib.request.Request, timeout: float) -> io.BytesIO:
        questions.append(question)
        return io.BytesIO(b'{"answer": "recuse"}')

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    return questions


def store() -> str:
    """Everything the bureau keeps, sessions left out."""
    models = [model for model in apps.get_models() if model is not Session]
    return "".join(serializers.serialize("json", model._default_manager.all()) for model in models)


def test_the_one_who_asks_reads_the_word_and_the_store_stays_as_it_was(
    asked: list[urllib.request.Request], office: Office
) -> None:
    client = signed_in(Role.CLERK, office.clerk)
    client.get("/gw/checks/recusal/")
    before = store()
    answer = client.post("/gw/checks/recusal/", {"enterprise": office.firm.key})
    assert "须回避" in answer.content.decode() and len(asked) == 1
    assert store() == before
    assert not Entry.objects.filter(type__contains="recusal").exists()


def test_an_organ_that_does_not_answer_clears_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def silence(*_: Any, **__: Any) -> None:
        raise urllib.error.URLError("no route")

    monkeypatch.setattr(urllib.request, "urlopen", silence)
    answer = signed_in(Role.CLERK, office.clerk).post("/gw/checks/recusal/", {"enterprise": office.firm.key})
    assert answer.status_code == 503
    assert "请按回避规定自行申报" in answer.content.decode()
