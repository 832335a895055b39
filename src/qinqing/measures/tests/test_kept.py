"""Public pages are kept rendered: until something they show changes, and never for or of somebody signed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from qinqing.accounts.roles import Role
from qinqing.law.values import write_values
from qinqing.measures.services import import_measure, take_release
from qinqing.measures.tests.conftest import HOME_MEASURE
from qinqing.oversight.models import RuleRun, Sweep
from tests.support.people import Office, make_sweep, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which of the article pages' views ran: a page answered from memory leaves nothing here."""
    ran: list[str] = []
    from qinqing.measures.pages import article

    real = article.article_line

    def noted(address: str) -> Any:
        ran.append(address)
        return real(address)

    monkeypatch.setattr(article, "article_line", noted)
    return ran


def test_a_second_stranger_gets_the_kept_page(client: Client, rendered: list[str]) -> None:
    first, second = client.get("/law/7/"), Client().get("/law/7/")
    assert (rendered, first.content == second.content) == (["7"], True)


def another_sweep(office: Office, text: Path) -> None:
    earlier = make_sweep()
    sweep = Sweep.objects.create(version=earlier.version, on=earlier.on, ran_at=timezone.now())
    RuleRun.objects.create(sweep=sweep, rule="application-overdue", status="ran", judged=4321, by_month={})


def a_release(office: Office, text: Path, total: int = 6, on: date = date(2026, 10, 2)) -> None:
    period = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30)}
    take_release(f"r{total}", address="21", released_on=on, total=total, **period)


def a_later_release(office: Office, text: Path) -> None:
    a_release(office, text, total=88, on=date(2026, 10, 19))


def an_import(office: Office, text: Path) -> None:
    import_measure(text, HOME_MEASURE)


def a_confirmation(office: Office, text: Path) -> None:
    write_values(text.with_name("values.yaml"), confirmed=["transfers_max"])


CHANGES = [
    pytest.param("/law/7/", another_sweep, "4,321", id="一次判断"),
    pytest.param("/law/21/", a_release, '<td class="num">6</td>', id="一次公布"),
    pytest.param("/law/21/", a_later_release, '<td class="num">88</td>', id="同一期间再次公布"),
    pytest.param("/law/2/", an_import, "应当在承诺期限内办结", id="一次载入"),
    pytest.param("/values/", a_confirmation, "transfers_max", id="一次确认"),
]


@pytest.mark.parametrize(("path", "change", "shown"), CHANGES)
def test_a_page_changes_after(
    client: Client, office: Office, text: Path, path: str, change: Any, shown: str
) -> None:
    if change is a_later_release:
        a_release(office, text)
    before = client.get(path)
    assert shown not in before.text
    change(office, text)
    after = client.get(path)
    assert shown in after.text and after["ETag"] != before["ETag"]


def test_a_page_of_yesterday_is_rendered_anew(
    client: Client, rendered: list[str], frozen_clock: time_machine.Traveller
) -> None:
    client.get("/law/7/")
    frozen_clock.shift(24 * 3600)
    client.get("/law/7/")
    assert len(rendered) == 2


def test_somebody_signed_in_never_gets_the_kept_page_nor_is_theirs_kept(
    office: Office, rendered: list[str]
) -> None:
    clerk = signed_in(Role.CLERK, office.clerk)
    own = clerk.get("/law/7/")
    stranger = Client().get("/law/7/")
    again = clerk.get("/law/7/")
    assert rendered == ["7", "7", "7"]
    assert own["Cache-Control"] == again["Cache-Control"] == "no-store, private"
    assert stranger["Cache-Control"] == "no-cache" and not own.has_header("ETag")
    name = office.clerk.accounts.get().username
    assert name in own.text and name not in stranger.text


def test_head_answers_without_a_body_and_leaves_the_page_whole(client: Client, rendered: list[str]) -> None:
    head = client.head("/law/7/")
    page = client.get("/law/7/")
    assert (head.status_code, head.content, len(page.content) > 1000) == (200, b"", True)
    assert (head["ETag"], rendered) == (page["ETag"], ["7"])


def test_an_unchanged_page_is_answered_304(client: Client) -> None:
    tag = client.get("/law/7/")["ETag"]
    unchanged = client.get("/law/7/", headers={"If-None-Match": tag})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    make_sweep()
    assert client.get("/law/7/", headers={"If-None-Match": tag}).status_code == 200


def test_each_language_and_each_way_of_reading_has_a_copy_of_its_own(rendered: list[str]) -> None:
    plain, english, large = Client(), Client(), Client()
    english.cookies["qinqing_language"] = "en"
    large.cookies["qinqing_reading"] = "text-large"
    pages = [reader.get("/law/7/") for reader in (plain, english, large)]
    assert len(rendered) == 3 and len({page.content for page in pages}) == 3
    assert 'lang="en"' in pages[1].text and 'data-text="large"' in pages[2].text
    assert [reader.get("/law/7/").content for reader in (plain, english, large)] == [p.content for p in pages]
    assert len(rendered) == 3


def test_a_page_that_is_not_there_is_not_kept(client: Client) -> None:
    assert client.get("/law/99/").status_code == client.get("/law/99/").status_code == 404
