"""The staff's list: the nearest first, in words and colour, a page at a time, narrowed as asked."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qinqing.affairs.models import Application
from qinqing.affairs.selectors.worklists import PER_PAGE
from qinqing.affairs.tests.browsing import browser, numbers, page
from qinqing.affairs.tests.scene import NOON, Scene
from qinqing.affairs.tests.test_selectors import ended, some

pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


def test_the_list_says_how_near_each_is_in_words_and_colour(scene: Scene) -> None:
    today = NOON.date()
    some(scene, 1, act_by=today)
    some(scene, 1, act_by=today - timedelta(days=4))
    text = page(scene.clerk, "/gw/affairs/")
    assert text.index("已超期 2 个工作日") < text.index("今天到期</span>")
    assert "已超期 1 件，今天到期 1 件" in text and "tag-halt" in text


def test_pages_follow_each_other_without_a_gap_or_a_repetition(scene: Scene) -> None:
    """Many of one day, so that the day alone does not say where a page ends."""
    some(scene, 2 * PER_PAGE + 3, act_by=NOON.date())
    path, seen = "/gw/affairs/?tab=unit", []
    while path:
        text = page(scene.chief, path)
        seen += numbers(text)
        found = re.search(r'href="(\?[^"]*after=[^"]*)"', text)
        path = f"/gw/affairs/{found[1]}".replace("&amp;", "&") if found else ""
    assert len(seen) == len({*seen}) == 2 * PER_PAGE + 3


def test_the_head_reads_every_unit_in_one_order(scene: Scene) -> None:
    today = NOON.date()
    units = scene.office.departments
    for n, unit in enumerate(("works", "law", "works", "law")):
        some(scene, 1, department=units[unit], act_by=today + timedelta(days=n))
    assert numbers(page(scene.head, "/gw/affairs/")) == [f"X-{n:06d}" for n in range(4)]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("2026-000007", id="编号"),
        pytest.param("7", id="只写几号"),
        pytest.param("一苇渡", id="企业名称"),
        pytest.param("91419900MA00000001", id="信用代码"),
    ],
)
def test_one_is_found_by_number_or_firm_even_when_it_has_ended(scene: Scene, words: str) -> None:
    wanted = scene.decided()
    Application.objects.filter(pk=wanted.pk).update(number="2026-000007")
    some(scene, 1, enterprise=scene.office.other_firm)
    assert numbers(page(scene.clerk, f"/gw/affairs/?q={words}")) == ["2026-000007"]


def test_filters_narrow_the_list_and_nonsense_is_no_filter(scene: Scene) -> None:
    some(scene, 1, state="paused")
    some(scene, 1, item="cad-scrapping", handler=None)
    path = "/gw/affairs/?tab=unit&"
    found = [
        numbers(page(scene.clerk, path + query)) for query in ("state=paused", "item=cad-scrapping", "free=1")
    ]
    assert found == [["X-000000"], ["X-000001"], ["X-000001"]]
    assert len(numbers(page(scene.clerk, path + "state=x&item=y&after=z"))) == 2


def test_a_list_asks_as_much_of_many_rows_as_of_few(scene: Scene, django_assert_max_num_queries: Any) -> None:
    some(scene, PER_PAGE + 1)
    client = browser(scene.clerk)
    client.get("/gw/affairs/")
    with django_assert_max_num_queries(14):
        client.get("/gw/affairs/?tab=unit")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        pytest.param("tab=unit", "open_of_unit", id="在办"),
        pytest.param("tab=unit&item=cad-demolition", "open_of_unit_by_item", id="事项"),
        pytest.param("tab=unit&state=decided", "of_unit_by_state", id="办完的"),
    ],
)
def test_of_every_unit_the_first_rows_come_from_an_index(scene: Scene, query: str, index: str) -> None:
    """No table is read through and none is sorted, whatever the number of rows."""
    some(scene, 40)
    some(scene, 200, item="cad-scrapping")
    ended(scene, 200, days=10)
    with CaptureQueriesContext(connection) as asked:
        page(scene.head, f"/gw/affairs/?{query}")
    (union,) = [one["sql"] for one in asked if "UNION ALL" in one["sql"] and "count(" not in one["sql"]]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE affairs_application")
            for way in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{union}")
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert re.search(rf"\b{index}\b", plan), plan
    assert "SCAN affairs_application" not in plan and "Seq Scan on affairs_application" not in plan
