"""What anybody may read: every article, its text where loaded, its norms, values with sources, rules in SQL, figures."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import escape

from qinqing.law.bindings import load_binding
from qinqing.law.norms import load_norms
from qinqing.measures.figures import overview
from qinqing.measures.services import import_measure
from qinqing.measures.tests.conftest import HOME_MEASURE
from qinqing.oversight.models import RuleRun, Sweep
from qinqing.rules.catalogue import load_rules
from qinqing.rules.sentences import blank_sentences
from tests.support.people import make_sweep

ARTICLES = list(load_binding().articles)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ARTICLES)
def test_every_article_has_a_page_with_its_norms_in_words(client: Client, address: str) -> None:
    make_sweep()
    article = load_binding().articles[address]
    page = client.get(f"/law/{address}/").text
    assert article.heading.zh in page and article.gist.zh in page
    for norm in article.norms:
        assert load_norms()[norm].title.zh in page


@pytest.mark.parametrize("path", ["/", "/law/", "/law/counting/", "/rules/", "/values/"])
def test_public_pages_are_there_before_anything_was_judged(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/law/", "/law/counting/", "/law/7/"])
def test_totals_say_from_when_they_are_counted(client: Client, path: str) -> None:
    make_sweep()
    assert "2026年9月起" in client.get(path).text


@pytest.mark.parametrize("path", ["/law/26/", "/law/x/", "/law/26/months.svg", "/rules/no-such-rule/"])
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_text_is_shown_once_the_operator_loaded_it(client: Client, text: Path) -> None:
    before = client.get("/law/2/").text
    assert "本局还没有载入条文原文" in before
    assert "qinqing law" not in before
    import_measure(text, HOME_MEASURE)
    page = client.get("/law/2/").text
    assert "以下事项，应当主动做好。" in page
    assert "应当在承诺期限内办结" in page and "一次告知需要补正的材料" in page
    assert "本局还没有载入条文原文" not in page
    assert "本局还没有载入条文原文" in client.get("/law/13/").text


def test_an_article_shows_its_rules_in_sql_and_their_values_with_sources(client: Client) -> None:
    page = client.get("/law/21/").text
    assert "SELECT" in page and load_rules()["payment-overdue"].title.zh in page
    assert "保障中小企业款项支付条例" in page and "pay_default_days" in page


@pytest.mark.parametrize("name", sorted(load_rules()))
def test_every_rule_has_a_page_in_words_and_in_sql(client: Client, name: str) -> None:
    page = client.get(f"/rules/{name}/").text
    rule = load_rules()[name]
    assert rule.blind.zh in page and "SELECT" in page
    assert all(value in page for value in rule.values)


@pytest.mark.parametrize("name", sorted(load_rules()))
def test_a_rule_shows_what_it_can_say_with_its_blanks_named(client: Client, name: str) -> None:
    page = client.get(f"/rules/{name}/").text
    assert all(escape(says.zh) in page for says in blank_sentences(load_rules()[name]))


def test_an_unset_value_is_said_to_wait_and_its_sample_is_no_figure(client: Client) -> None:
    assert "待本单位填写" in client.get("/law/17/").text


def test_a_duty_shows_live_figures_that_add_up(client: Client) -> None:
    make_sweep()
    rows = {row["article"]: row for row in csv.DictReader(io.StringIO(csv_text(client)))}
    judged, kept, flagged, undetermined = (
        int(rows["7"][name]) for name in ("judged", "kept", "flagged", "undetermined")
    )
    assert (judged, kept, flagged, undetermined) == (10, 7, 2, 1)
    assert judged == kept + flagged + undetermined
    page = client.get("/law/7/").text
    for number in ("2026-09", "2026-10"):
        assert number in page


def test_the_month_table_adds_up_too(client: Client) -> None:
    make_sweep()
    table = client.get("/law/7/").text.split("<tbody>")[1].split("</tbody>")[0]
    months = [[int(n) for n in re.findall(r'class="num">(\d+)<', row)] for row in table.split("</tr>")[:-1]]
    assert months == [[6, 4, 1, 1], [4, 3, 1, 0]]


def test_a_rule_of_several_duties_is_counted_once_in_the_total(monkeypatch: pytest.MonkeyPatch) -> None:
    make_sweep()
    monkeypatch.setattr("qinqing.measures.figures.rules_of_article", lambda address: ["application-overdue"])
    shown = overview()
    duties = [line for part in shown.chapters for line in part.lines if line.figures]
    assert len(duties) > 1 and all(line.figures.judged == 10 for line in duties if line.figures)
    assert (shown.total.judged, shown.total.kept) == (10, 7)


def test_a_skipped_rule_is_no_figure_and_says_why(client: Client) -> None:
    sweep = Sweep.objects.get(pk=make_sweep().pk)
    RuleRun.objects.filter(sweep=sweep).update(
        status="skipped",
        why="缺少表 pauses",
        why_en="the table pauses is absent",
        judged=0,
        flagged=0,
        undetermined=0,
    )
    assert "缺少表 pauses" in client.get("/law/counting/").text
    assert "还没有可判断的事实" in client.get("/law/7/").text


def csv_text(client: Client) -> str:
    answer = client.get("/law.csv")
    return b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def test_the_csv_has_a_line_per_article_and_counts_for_duties_only(client: Client) -> None:
    make_sweep()
    rows = list(csv.DictReader(io.StringIO(csv_text(client))))
    assert [row["article"] for row in rows] == ARTICLES
    assert {row["judged"] for row in rows if row["list"] != "positive"} == {""}


def test_values_in_force_are_listed_with_their_source_and_samples_are_not(client: Client) -> None:
    page = client.get("/values/").text
    assert "pay_default_days" in page and "国务院令第802号" in page
    assert "transfers_max" not in page and "gift_handover_cny" not in page
    assert 'href="/values/"' in client.get("/law/counting/").text
