"""Articles outside the two lists that rules check: shown with their rules and released totals, like prohibitions."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from qinqing.measures.models import ReleasedTotal
from qinqing.oversight.models import RuleRun
from qinqing.oversight.rules import rules_of_article
from tests.support.people import make_sweep

pytestmark = pytest.mark.django_db
GUARDED = [
    pytest.param("22", id="非工作时间的接触"),
    pytest.param("23", id="廉洁教育"),
    pytest.param("24", id="说了话的企业"),
]


def row_of(page: str, address: str) -> str:
    """The article's row in the list."""
    return page.split(f'id="a{address}"')[1].split("</li>")[0]


def release(address: str, total: int | None) -> None:
    days = {"period_from": date(2026, 1, 1), "period_to": date(2026, 6, 30), "released_on": date(2026, 7, 10)}
    ReleasedTotal.objects.create(address=address, total=total, source="a" * 16, **days)


@pytest.mark.parametrize("address", GUARDED)
def test_the_list_shows_the_slips_and_the_number_of_rules(client: Client, address: str) -> None:
    row = row_of(client.get("/law/").text, address)
    assert f"/law/{address}/slips.svg" in row
    assert re.findall(r"<dd[^>]*>(\d+)</dd>", row) == [str(len(rules_of_article(address)))]


@pytest.mark.parametrize("address", GUARDED)
def test_a_released_total_stands_in_the_list_and_on_the_page(client: Client, address: str) -> None:
    release(address, None)
    assert "少于5" in row_of(client.get("/law/").text, address)
    page = client.get(f"/law/{address}/").text
    assert '<td class="num">少于5</td>' in page and "立着的规则" in page


@pytest.mark.parametrize("address", GUARDED)
def test_before_anything_was_released_the_page_says_so(client: Client, address: str) -> None:
    assert "还没有公布过" in client.get(f"/law/{address}/").text


def test_live_counts_of_their_rules_are_nowhere(client: Client) -> None:
    RuleRun.objects.create(
        sweep=make_sweep(), rule="training-missing", status="ran", judged=7919, flagged=6133
    )
    for path in ("/law/", "/law/23/", "/law/counting/", "/rules/training-missing/"):
        page = client.get(path).text
        assert not re.search("7,?919|6,?133", page), path


@pytest.mark.parametrize("address", ["1", "25"])
def test_an_article_nothing_judges_has_neither_figures_nor_totals(client: Client, address: str) -> None:
    row, page = row_of(client.get("/law/").text, address), client.get(f"/law/{address}/").text
    assert "<dd" not in row and "slips.svg" not in row
    assert "查实并公布" not in page


def test_the_chapter_and_the_article_say_that_nothing_is_counted(client: Client) -> None:
    page = client.get("/law/").text
    assert "没有可判断的事项，不计数。" in page.split('id="c1"')[1].split("</section>")[0]
    assert "没有可判断的事项，不计数。" in row_of(page, "25")
