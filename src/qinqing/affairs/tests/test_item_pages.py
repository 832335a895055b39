"""What anybody reads of a service item: what to bring and what not, how long, at what price, and what nobody knows."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from qinqing.affairs import guide
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.tests.items import NOWHERE, write
from qinqing.affairs.published import Statistics

ITEMS = load_items(NOWHERE)
each = pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
pytestmark = [pytest.mark.django_db, pytest.mark.custody("bureau")]


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text)


@each
def test_a_guide_names_every_paper_step_source_and_doubt(client: Client, item: Item):
    page = text_of(client, f"/items/{item.key}/")
    said = [item.title, item.gist, item.for_whom, *item.unsure]
    said += [paper.title for paper in item.papers] + [step.what for step in item.steps]
    said += [basis.says for basis in item.basis] + [office.office for office in item.offices]
    missing = [says.zh for says in said if escape(says.zh) not in page]
    assert missing == []


@each
def test_a_guide_is_free_of_charge_and_offers_the_sheet(client: Client, item: Item):
    page = text_of(client, f"/items/{item.key}/")
    assert "办事和使用本平台都不收费" in page
    assert f"/items/{item.key}/checklist/" in page


@each
def test_in_english_no_chinese_is_left_in_the_guide(client: Client, item: Item):
    client.get("/items/?lang=en")
    main = re.search(r"<main.*?</main>", text_of(client, f"/items/{item.key}/"), re.DOTALL)[0]
    without_numbers = re.sub(r"\([^()]*\d[^()]*\)", "", main)  # a document's own number stays as it is
    assert re.findall(r"[\u4e00-\u9fff]+", without_numbers) == []


def test_a_sample_is_told_as_a_sample_and_a_confirmed_one_as_a_promise(
    client: Client, own_installation: Path
):
    before = text_of(client, "/items/cad-demolition/")
    assert "本局尚未承诺" in before and "样例 5个工作日，待本局确认，确认前不起作用" in before
    (own_installation / "values.yaml").write_text(
        "confirmed: [cad_demolition_promised_wd]\n", encoding="utf-8"
    )
    after = text_of(client, "/items/cad-demolition/")
    assert "样例，本单位已确认" in after and "待本局确认，确认前不起作用" not in after


def test_where_no_statutory_limit_is_known_none_is_guessed(client: Client):
    assert "没有查到，不作推测" in text_of(client, "/items/cad-quality-supervision/")


def test_the_licences_limit_extension_and_deemed_acceptance_stand_with_their_articles(client: Client):
    page = text_of(client, "/items/cad-demolition/")
    for words in (
        "20个工作日",
        "10个工作日，由负责人批准",
        "第四十二条",
        "第三十二条第（四）项",
        "第四十四条",
    ):
        assert words in page


def test_the_fee_names_no_amount_and_says_nobody_may_reduce_it(client: Client):
    page = text_of(client, "/items/cad-offsite-approval/")
    assert "应建面积（平方米） × 收费目录中当日有效的标准" in page
    assert "不得在国家规定之外批准减免" in page
    assert not re.search(r"\d\s*元", page)


def test_a_basement_is_sent_to_the_right_office(client: Client):
    assert "防空地下室（结建）的竣工验收备案" in text_of(client, "/items/cad-completion-filing/")


def test_what_a_machine_grants_is_said(client: Client):
    page = text_of(client, "/items/cad-peacetime-registration/")
    assert "马上办" in page and "登记种类：续期登记（用途、使用单位不变）" in page
    assert "马上办" not in text_of(client, "/items/cad-demolition/")


def test_how_long_it_really_takes_waits_for_cases_and_then_says(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    assert "还没有足够的办件" in text_of(client, "/items/cad-demolition/")
    found = Statistics(date(2026, 1, 1), 41, 3, 6.5, 14, 0.05, 0.2)
    monkeypatch.setattr(guide, "statistics", lambda item: found)
    page = text_of(client, "/items/cad-demolition/")
    assert "41 件，其中 3 件还没有办完，也算在内" in page and "还没有足够的办件" not in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        pytest.param("易地", "cad-offsite-approval", "cad-scrapping", id="两个字"),
        pytest.param("消防", "cad-peacetime-use", "cad-scrapping", id="材料里的字"),
    ],
)
def test_a_search_lists_what_is_meant(client: Client, query: str, there: str, gone: str):
    page = text_of(client, f"/items/?q={query}")
    assert f"/items/{there}/" in page and f"/items/{gone}/" not in page


def test_a_search_without_result_says_what_to_do(client: Client):
    page = text_of(client, "/items/?q=养鱼")
    assert "没有找到和“养鱼”有关的事项" in page and "看全部事项" in page


def test_what_is_searched_for_is_shown_as_text(client: Client):
    page = text_of(client, "/items/?q=<script>alert(1)</script>")
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_the_list_holds_every_item_once_under_its_nature(client: Client):
    page = text_of(client, "/items/")
    assert [page.count(f'href="/items/{key}/"') for key in ITEMS] == [1] * len(ITEMS)
    assert page.index("行政许可") < page.index("备案登记") < page.index("公共服务")


def test_a_bureau_that_offers_nothing_says_so(client: Client, own_installation: Path):
    for key in ITEMS:
        write(own_installation / "items", f"item: {key}\nnot_offered: {{zh: 无, en: none}}\n", key)
    assert "本局还没有服务事项" in text_of(client, "/items/")


@pytest.mark.parametrize("path", ["/items/no-such-item/", "/items/no-such-item/checklist/", "/items/..%2f/"])
def test_an_item_that_is_not_there_is_not_found(client: Client, path: str):
    assert client.get(path).status_code == 404


@each
def test_the_sheet_lists_what_to_bring_and_nothing_the_bureau_has_among_it(client: Client, item: Item):
    page = text_of(client, f"/items/{item.key}/checklist/")
    bring, not_needed = (re.search(rf'id="{id}".*?</section>', page)[0] for id in ("bring", "not-needed"))
    for paper in item.papers:
        had = paper.source.kind in ("register", "decision")
        assert (f"<li>{paper.title.zh}" in bring) is not had
        assert (paper.title.zh in not_needed) is had


def test_the_open_data_is_every_item_whole(client: Client):
    data: dict[str, Any] = json.loads(client.get("/items.json").content)
    assert data["on"] == "2026-10-20" and [one["item"] for one in data["items"]] == list(ITEMS)
    one = next(one for one in data["items"] if one["item"] == "cad-demolition")
    assert one["statutory_limit"]["n"] == 20 and one["promised_limit"]["status"] == "sample"
    assert len(one["papers"]) == len(ITEMS["cad-demolition"].papers)
    assert next(f for f in one["fields"] if f["field"] == "credit_code")["from"] == "enterprise.key"


def test_the_table_has_a_row_to_each_item(client: Client):
    content = b"".join(client.get("/items.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["item"] for row in rows] == list(ITEMS)
    assert {row["statutory_n"] for row in rows if row["nature"] == "licence"} == {"20"}
    assert [row["fees"] for row in rows if row["fees"]] == ["offsite-construction-fee"]
