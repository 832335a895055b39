"""Suggested norms: the words that matched are shown, a reviewer decides, a supervisor looks on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.measures.models import Measure, Suggestion
from qinqing.measures.services import import_measure
from qinqing.record.models import Entry
from tests.support.people import Office, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure(text: Path) -> Measure:
    return import_measure(text)


@pytest.fixture
def reviewer(office: Office) -> Client:
    return signed_in(Role.REVIEWER, office.officials["lawyer"])


def decide(client: Client, suggestion: Suggestion, state: str) -> str:
    address = f"/gw/norms/{suggestion.article.measure.key}/{suggestion.pk}/"
    answer = client.post(address, {"state": state}, follow=True)
    suggestion.refresh_from_db()
    return str(answer.text)


def test_each_suggestion_shows_the_words_that_matched(reviewer: Client, measure: Measure) -> None:
    assert measure.title in reviewer.get("/gw/norms/").text
    page = reviewer.get(f"/gw/norms/{measure.key}/").text
    suggestions = Suggestion.objects.filter(article__measure=measure)
    assert suggestions.exists()
    for suggestion in suggestions:
        assert suggestion.words and "、".join(suggestion.words) in page


def test_a_reviewer_confirms_rejects_and_takes_back(reviewer: Client, measure: Measure) -> None:
    suggestion = Suggestion.objects.select_related("article__measure").earliest("pk")
    assert "已确认" in decide(reviewer, suggestion, "confirmed")
    assert suggestion.state == "confirmed" and suggestion.decided_by and suggestion.decided_at
    decide(reviewer, suggestion, "rejected")
    assert suggestion.state == "rejected"
    decide(reviewer, suggestion, "suggested")
    assert (suggestion.state, suggestion.decided_by, suggestion.decided_at) == ("suggested", None, None)
    assert Entry.objects.filter(type="measures.decide_norm").count() == 3


def test_another_word_is_no_decision(reviewer: Client, measure: Measure) -> None:
    suggestion = Suggestion.objects.select_related("article__measure").earliest("pk")
    assert "没有“maybe”这种决定" in decide(reviewer, suggestion, "maybe")
    assert suggestion.state == "suggested" and not Entry.objects.filter(type="measures.decide_norm").exists()


def test_a_supervisor_sees_but_does_not_decide(office: Office, measure: Measure) -> None:
    supervisor = signed_in(Role.SUPERVISOR, office.officials["watcher"])
    page = supervisor.get(f"/gw/norms/{measure.key}/").text
    assert 'name="state"' not in page
    suggestion = Suggestion.objects.earliest("pk")
    answer = supervisor.post(f"/gw/norms/{measure.key}/{suggestion.pk}/", {"state": "confirmed"})
    assert answer.status_code in (403, 404)
