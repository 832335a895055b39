"""Another bureau's measure: what a person confirms makes it run, what nobody confirmed does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.law.bindings import articles_of, load_binding, own_binding_file
from qinqing.law.tests import texts
from qinqing.measures.figures import overview
from qinqing.measures.models import Measure, Suggestion
from qinqing.measures.services import decide_norm, import_measure
from tests.support.people import Office, make_actor, make_sweep

KEY = "qingning-own"
NORM = "decide-in-time"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def measure(home: Path, office: Office, django_capture_on_commit_callbacks) -> Measure:  # type: ignore[no-untyped-def]
    path = home / "办法.txt"
    path.write_text(
        texts.text().replace("各单位应当按期办结", "各单位应当在承诺时限内办结"), encoding="utf-8"
    )
    with django_capture_on_commit_callbacks(execute=True):
        return import_measure(path, KEY)


def confirm(office: Office, measure: Measure, address: str, run) -> None:  # type: ignore[no-untyped-def]
    article = measure.articles.get(address=address)
    suggestion, _ = Suggestion.objects.get_or_create(article=article, norm=NORM)
    with run(execute=True):
        decide_norm(make_actor(Role.REVIEWER, office.officials["lawyer"]), suggestion, "confirmed")


def test_a_loaded_measure_has_bindings_without_norms(measure: Measure) -> None:
    binding = load_binding(KEY)
    assert list(binding.articles) == [article.address for article in measure.articles.all()]
    assert all(article.norms == () for article in binding.articles.values())


def test_a_confirmed_norm_binds_its_article(
    measure: Measure, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    assert articles_of(NORM, KEY) == ("3",)


def test_taking_a_confirmation_back_unbinds(
    measure: Measure, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    suggestion = Suggestion.objects.get(article__address="3", norm=NORM)
    with django_capture_on_commit_callbacks(execute=True):
        decide_norm(make_actor(Role.REVIEWER, office.officials["lawyer"]), suggestion, "suggested")
    assert articles_of(NORM, KEY) == ()


def test_the_public_pages_show_the_bureaus_own_measure(
    measure: Measure, office: Office, settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    make_sweep()
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    settings.MEASURE = KEY
    page = Client().get("/law/3/").content.decode()
    assert "承诺时限" in page
    assert Client().get("/law/").status_code == 200


def test_an_article_outside_both_lists_is_what_its_norms_are(
    measure: Measure, office: Office, settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    settings.MEASURE = KEY
    measure.chapters.update(list_type="")
    make_sweep()
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    kinds = {line.article.number: line.kind for part in overview().chapters for line in part.lines}
    assert (kinds["3"], kinds["4"]) == ("positive", "other")


def test_a_measure_the_program_ships_bindings_for_is_left_to_those(
    home: Path, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    path = home / "a.txt"
    path.write_text(texts.text(), encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        import_measure(path, "xuchang-civil-air-defence")
    assert not own_binding_file("xuchang-civil-air-defence").exists()
