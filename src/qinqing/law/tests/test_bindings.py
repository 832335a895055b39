"""The home measure's bindings agree with the contract of the rules and quote nothing; mistakes are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from qinqing.law.bindings import BINDINGS, articles_of, load_binding, read_binding
from qinqing.law.norms import NORMS_FILE, load_norms
from qinqing.refusals import Refused

CONTRACT = yaml.safe_load(Path(__file__).with_name("rules_contract.yaml").read_text(encoding="utf-8"))
HOME = BINDINGS / "xuchang-civil-air-defence.yaml"
QUOTED_RUN = 9  # characters in a row shared with the measure that would be a quotation

SMALL = """
measure: small
title: 试行办法
name: {zh: 小办法, en: Small measure}
issuer: {zh: 某局, en: A bureau}
binds: [bureau]
chapters:
  - number: 1
    list: guide
    binds: [enterprise]
    articles:
      - number: 1
        heading: {zh: 一, en: One}
        gist: {zh: 按期办。, en: In time.}
        norms: [decide-in-time]
      - number: 1-1
        heading: {zh: 一之一, en: One bis}
        gist: {zh: 付款。, en: Pay.}
        norms: [pay-on-time]
        in_force_from: 2024-01-01
        in_force_to: 2024-12-31
"""


@pytest.mark.parametrize("rule", CONTRACT)
def test_the_norms_a_rule_cites_lead_to_its_articles(rule: str):
    expected = tuple(str(number) for number in CONTRACT[rule]["articles"])
    assert articles_of(CONTRACT[rule]["norms"]) == expected


def test_the_contract_is_the_one_of_the_design(shared: Path):
    assert {rule: row["articles"] for rule, row in CONTRACT.items()} == rules_of_the_design(shared)


def rules_of_the_design(shared: Path) -> dict[str, list[int]]:
    """rule → articles, from the table of rules.md: several rules may share a row, ⚑ marks the organ's."""
    table = (shared / "design/rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z][a-z ·⚑-]+) \| ([\d, ]+) \|", table, re.M)
    return {
        rule: [int(number) for number in numbers.split(",")]
        for names, numbers in rows
        for rule in re.findall(r"[a-z-]+", names)
    }


def test_the_home_measure_has_25_articles_in_4_chapters():
    binding = load_binding()
    assert list(binding.articles) == [str(number) for number in range(1, 26)]
    lists = [(chapter.number, chapter.list_type) for chapter in binding.chapters]
    assert lists == [("1", "general"), ("2", "positive"), ("3", "negative"), ("4", "supplementary")]


def test_purpose_scope_principles_and_commencement_set_no_norm():
    without = [number for number, article in load_binding().articles.items() if not article.norms]
    assert without == ["1", "2", "3", "4", "25"]


def test_every_norm_of_the_catalogue_is_set_by_some_article():
    bound = {norm for article in load_binding().articles.values() for norm in article.norms}
    assert set(load_norms()) == bound


def test_bindings_and_norms_never_quote_the_measure(shared: Path):
    binding = load_binding()
    text = bare((shared / "measures/xuchang-civil-air-defence.txt").read_text(encoding="utf-8"))
    ours = HOME.read_text(encoding="utf-8") + NORMS_FILE.read_text(encoding="utf-8")
    ours = bare(ours.replace(binding.title, ""))
    runs = {text[start : start + QUOTED_RUN] for start in range(len(text) - QUOTED_RUN + 1)}
    assert [run for run in runs if run in ours] == []


def bare(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def test_no_number_of_the_law_stands_in_headings_and_gists():
    amount = re.compile(r"[\d百]|[一二三四五六七八九十]+(日|天|年|个月|个工作日|万元)")
    for article in load_binding().articles.values():
        assert not amount.search(article.gist.zh.replace("第三章", "") + article.heading.zh), article


def test_the_measure_is_known_by_its_title_however_it_was_typeset():
    binding = load_binding()
    assert binding.names(f" {binding.title[:10]}\n{binding.title[10:]} ")
    assert not binding.names("开封市优化营商环境条例")


def test_a_bureau_may_bring_a_file_of_its_own(tmp_path: Path):
    binding = load_binding(written(tmp_path, SMALL))
    chapter = binding.chapter_of("1-1")
    assert (binding.measure, binding.issuer.zh) == ("small", "某局")
    assert (chapter.list_type, chapter.binds) == ("guide", ("enterprise",))
    assert articles_of("pay-on-time", binding) == ("1-1",)


DAYS = {
    "生效前": ("2023-12-31", False),
    "生效日": ("2024-01-01", True),
    "失效日": ("2024-12-31", True),
    "失效后": ("2025-01-01", False),
}


@pytest.mark.parametrize(("day", "in_force"), DAYS.values(), ids=DAYS)
def test_an_article_is_in_force_between_its_days(tmp_path: Path, day: str, in_force: bool):
    article = load_binding(written(tmp_path, SMALL)).articles["1-1"]
    assert article.in_force_on(yaml.safe_load(day)) is in_force


MISTAKES = {
    "规范不在目录": ("norms: [pay-on-time]", "norms: [pay-some-day]", "pay-some-day"),
    "条写了两次": ("number: 1-1", "number: 1", "stands twice"),
    "编号不成样": ("number: 1-1", "number: 第一条", "should look like"),
    "要旨只有一种文字": ("gist: {zh: 付款。, en: Pay.}", "gist: {zh: 付款。}", "gist"),
    "失效早于生效": ("2024-12-31", "2023-12-31", "ends before it begins"),
    "日期不成样": ("2024-12-31", "soon", "should be a date"),
    "缺发布单位": ("issuer: {zh: 某局, en: A bureau}", "", "issuer"),
    "缺清单类型": ("list: guide", "", "list is missing"),
}


@pytest.mark.parametrize(("before", "after", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_binding_is_refused_and_named(tmp_path: Path, monkeypatch, before, after, said):
    monkeypatch.setenv("QINQING_LANG", "en")
    with pytest.raises(Refused) as refused:
        read_binding(written(tmp_path, SMALL.replace(before, after)))
    assert refused.value.code == "binding.refused"
    assert said in str(refused.value)


def test_an_unknown_measure_is_refused_with_the_nearest():
    with pytest.raises(Refused) as refused:
        load_binding("xuchang-civil-defense")
    assert refused.value.code == "measure.unknown"
    assert "xuchang-civil-air-defence" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(Refused):
        load_binding(tmp_path / "none.yaml")


def written(folder: Path, text: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return path
