"""Another bureau's measure: what a person confirms makes it run, what nobody confirmed does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.test import Client

from qinqing.accounts.roles import Role
from qinqing.law.bindings import articles_of, load_binding, own_binding_file
from qinqing.law.tests import texts
from qinqing.measures.figures import overview
from qinqing.measures.models import Measure, Suggestion
from qinqing.measures.services import Listed, add_norm, decide_norm, describe_measure, import_measure
from qinqing.measures.tests.conftest import TEXT
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
    path.write_text(TEXT, encoding="utf-8")
    with django_capture_on_commit_callbacks(execute=True):
        import_measure(path, "xuchang-civil-air-defence")
    assert not own_binding_file("xuchang-civil-air-defence").exists()


def test_what_a_person_said_of_a_measure_is_in_its_binding_and_outlives_another_loading(
    measure: Measure, home: Path, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    reviewer = make_actor(Role.REVIEWER, office.officials["lawyer"])
    first = measure.chapters.first()
    said = {first.number: Listed("guide", "enterprise")}
    with django_capture_on_commit_callbacks(execute=True):
        describe_measure(reviewer, measure, issuer="某市某局", binds="bureau", loose="", chapters=said)
        import_measure(home / "办法.txt", KEY)
    binding = load_binding(KEY)
    assert (binding.issuer.zh, binding.chapters[0].list_type) == ("某市某局", "guide")
    assert (binding.chapters[0].binds, binding.chapters[1].binds) == (("enterprise",), ("bureau",))


def test_a_norm_no_word_pointed_at_is_added_by_a_person_and_outlives_another_loading(
    measure: Measure, home: Path, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    reviewer = make_actor(Role.REVIEWER, office.officials["lawyer"])
    with django_capture_on_commit_callbacks(execute=True):
        add_norm(reviewer, measure.articles.get(address="4"), "gifts-declared")
    assert articles_of("gifts-declared", KEY) == ("4",)
    with django_capture_on_commit_callbacks(execute=True):
        import_measure(home / "办法.txt", KEY)
    assert articles_of("gifts-declared", KEY) == ("4",)


def test_words_written_into_the_file_by_hand_stay_whatever_is_decided(
    measure: Measure, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    path = own_binding_file(KEY)
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    written["name"] = {"zh": "清宁办法", "en": "Qingning measure"}
    article = next(a for c in written["chapters"] for a in c["articles"] if a["number"] == "3")
    article |= {"gist": {"zh": "按期办结。", "en": "Decided in time."}, "in_force_from": "2026-01-01"}
    path.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    binding = load_binding(KEY)
    assert binding.name.en == "Qingning measure"
    kept = binding.articles["3"]
    assert (kept.gist.en, str(kept.in_force_from), kept.norms) == ("Decided in time.", "2026-01-01", (NORM,))


def test_a_file_nobody_can_read_any_more_is_put_aside_and_not_lost(
    measure: Measure, office: Office, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    path = own_binding_file(KEY)
    path.write_text("chapters: [", encoding="utf-8")
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    assert articles_of(NORM, KEY) == ("3",)
    assert path.with_suffix(".unreadable").read_text(encoding="utf-8") == "chapters: ["


def test_a_measure_without_chapters_is_shown_without_one(
    measure: Measure, office: Office, settings, django_capture_on_commit_callbacks
) -> None:  # type: ignore[no-untyped-def]
    settings.MEASURE = KEY
    measure.articles.update(chapter=None)
    measure.chapters.all().delete()
    make_sweep()
    confirm(office, measure, "3", django_capture_on_commit_callbacks)
    for path in ("/law/3/", "/law/"):
        page = Client().get(path).content.decode()
        assert "第零章" not in page
        assert page.count(">第三条<") <= 1
