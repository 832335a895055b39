"""From an article to its norms, rules, values, pages, tests and files; and the generated page of it all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from qinqing.law import articles_page, index, rule_headers
from qinqing.law.bindings import load_binding
from qinqing.law.house import REPOSITORY
from qinqing.refusals import Refused

CONTRACT = yaml.safe_load(Path(__file__).with_name("rules_contract.yaml").read_text(encoding="utf-8"))
RULE = """-- rule: late-or-never
-- norms: [decide-in-time]
-- title: {zh: 迟迟不办, en: Late or never}
-- values: [grace_days, other_days]
-- kind: direct
-- level: red
-- custody: bureau
-- says:
--   zh: 逾期
SELECT 1 -- rule: not-this-one
"""


@pytest.fixture
def one_rule(tmp_path: Path, monkeypatch) -> Path:
    """A catalogue of one rule with its cases, and one test that names it."""
    path = tmp_path / "service" / "late-or-never.sql"
    path.parent.mkdir()
    path.write_text(RULE, encoding="utf-8")
    path.with_suffix(".cases.yaml").write_text("[]", encoding="utf-8")
    naming = tmp_path / "test_naming.py"
    tests = ((naming, "judge('late-or-never')"), (tmp_path / "test_other.py", "judge('late-or-never-again')"))
    monkeypatch.setattr(rule_headers, "_test_texts", lambda: tests)
    monkeypatch.setattr(index, "rule_headers", lambda: rule_headers.rule_headers(tmp_path))
    return path


def test_an_article_leads_to_its_rule_values_tests_and_files(one_rule: Path):
    entry = index.find_entry(load_binding(), "第十四条")
    assert [rule.id for rule in entry.rules] == ["late-or-never"]
    assert entry.values == ("grace_days", "other_days")
    assert entry.pages == ("/law/14/", "/rules/late-or-never/")
    assert [Path(test).name for test in entry.tests] == ["late-or-never.cases.yaml", "test_naming.py"]
    assert entry.sources == (
        "src/qinqing/law/bindings/xuchang-civil-air-defence.yaml",
        "src/qinqing/law/norms.yaml",
        str(one_rule),
    )


def test_a_rule_shows_at_every_article_that_sets_its_norm_and_nowhere_else(one_rule: Path):
    entries = index.index(load_binding())
    assert [number for number, entry in entries.items() if entry.rules] == ["7", "14"]


def test_an_unknown_article_is_refused_with_the_nearest():
    with pytest.raises(Refused) as refused:
        index.find_entry(load_binding(), "第二十六条")
    assert refused.value.code == "article.unknown"
    assert "第二十五条" in refused.value.says.zh


BROKEN = {
    "头部不是YAML": RULE.replace("norms: [", "norms: [["),
    "缺一项": RULE.replace("-- level: red\n", ""),
    "没有头部": "SELECT 1\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_rule_without_a_readable_header_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "broken.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        rule_headers.read_header(path)
    assert refused.value.code == "rule.header"


def test_existing_rules_cite_the_norms_of_the_contract():
    cited = {rule.id: sorted(rule.norms) for rule in rule_headers.rule_headers().values()}
    assert cited == {rule: sorted(CONTRACT[rule]["norms"]) for rule in cited}


def test_every_path_the_index_shows_exists():
    entries = index.index(load_binding()).values()
    shown = {path for entry in entries for path in (*entry.tests, *entry.sources)}
    assert [path for path in sorted(shown) if not (REPOSITORY / path).is_file()] == []


def test_the_page_of_articles_is_fresh():
    assert articles_page.main(["--check"]) == 0, "run python -m qinqing.law.articles_page"


def test_the_page_of_articles_shows_a_new_rule(one_rule: Path):
    page = articles_page.articles_page()
    assert page.count("late-or-never](../") == 2
    assert "grace_days" in page


def test_a_stale_page_is_said_and_fails(tmp_path: Path, capsys):
    stale = tmp_path / "articles.md"
    stale.write_text("# Old\n", encoding="utf-8")
    assert articles_page.check(stale) == 1
    assert "python -m qinqing.law.articles_page" in capsys.readouterr().err


def test_every_link_of_the_page_leads_somewhere():
    page = articles_page.articles_page()
    targets = set(re.findall(r"\]\((\.\./[^)]+)\)", page))
    assert [target for target in sorted(targets) if not (articles_page.PAGE.parent / target).exists()] == []
    anchors = {f"article-{number}" for number in load_binding().articles}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) == anchors
