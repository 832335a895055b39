"""Suggested norms: the words that matched are shown, a reviewer decides, a supervisor looks on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.law.bindings import load_binding
from qinqing.law.norms import load_norms
from qinqing.measures.models import Measure, Suggestion
from qinqing.measures.services import import_measure
from qinqing.measures.tests.conftest import HOME_MEASURE
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


def own(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Measure:
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    return import_measure(text, "own")


def test_the_page_takes_names_in_the_readers_words_and_keeps_ones_of_its_own(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reviewer: Client
) -> None:
    measure = own(text, tmp_path, monkeypatch)
    numbers = [chapter.number for chapter in measure.chapters.all()]
    given = {
        f"list-{numbers[0]}": "正面清单",
        f"list-{numbers[1]}": "承诺清单",
        f"binds-{numbers[1]}": "企业",
    }
    answer = reviewer.post("/gw/norms/own/described/", {"issuer": "某市某局", "binds": "本局", **given})
    assert answer.status_code == 302
    said = {c.number: (c.list_type, c.binds) for c in measure.chapters.all()}
    assert said[numbers[0]] == ("positive", "")
    assert said[numbers[1]] == ("承诺清单", "enterprise")
    page = reviewer.get("/gw/norms/own/").text
    assert 'value="正面清单"' in page and 'value="承诺清单"' in page


def test_without_an_issuer_the_page_says_so_and_keeps_what_was_written(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reviewer: Client
) -> None:
    measure = own(text, tmp_path, monkeypatch)
    number = measure.chapters.earliest("number").number
    answer = reviewer.post("/gw/norms/own/described/", {"issuer": "", f"list-{number}": "某种清单"})
    assert answer.status_code == 422
    assert "还没有写制定机关" in answer.text and "某种清单" in answer.text


def test_a_reviewer_adds_a_norm_from_the_catalogue_and_no_other(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reviewer: Client
) -> None:
    article = own(text, tmp_path, monkeypatch).articles.earliest("position")
    add = f"/gw/norms/own/articles/{article.pk}/"
    assert "规范目录中没有" in reviewer.post(add, {"norm": "no-such-norm"}, follow=True).text
    reviewer.post(add, {"norm": "gifts-declared"})
    assert article.suggestions.get(norm="gifts-declared").state == "confirmed"
    assert "已经有这项规范" in reviewer.post(add, {"norm": "gifts-declared"}, follow=True).text


@pytest.fixture
def shipped(text: Path) -> Measure:
    """A text under the id of a measure whose bindings the program brings."""
    return import_measure(text, HOME_MEASURE)


def test_of_a_measure_the_program_ships_the_page_lists_what_is_bound_and_asks_nothing(
    reviewer: Client, shipped: Measure
) -> None:
    page = reviewer.get(f"/gw/norms/{shipped.key}/").text
    assert "不需要确认" in page
    assert not re.findall(r"确认</button>|不适用|待确认", page)
    for address in ("1", "2", "3"):
        for norm in load_binding(shipped.key).articles[address].norms:
            assert load_norms()[norm].title.zh in page


def test_nobody_decides_on_a_measure_the_program_ships(reviewer: Client, shipped: Measure) -> None:
    article = shipped.articles.earliest("position")
    suggestion = Suggestion.objects.select_related("article__measure").earliest("pk")
    assert "随程序绑定" in decide(reviewer, suggestion, "confirmed")
    add = f"/gw/norms/{shipped.key}/articles/{article.pk}/"
    assert "随程序绑定" in reviewer.post(add, {"norm": "gifts-declared"}, follow=True).text
    assert not Suggestion.objects.exclude(state="suggested").exists()
