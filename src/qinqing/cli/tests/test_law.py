"""`qinqing law show` and `where`, as somebody with an article in hand uses them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from django.urls import get_resolver, resolve

from qinqing.cli import law_show
from qinqing.cli.law import command
from qinqing.cli.law_text import Text
from qinqing.law.bindings import load_binding
from qinqing.law.index import index
from qinqing.refusals import Refused


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch) -> Path:
    """An installation where nothing was loaded or confirmed yet, speaking Chinese."""
    monkeypatch.setenv("QINQING_HOME", str(tmp_path))
    monkeypatch.setenv("QINQING_LANG", "zh")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


@pytest.mark.parametrize("spoken", ["17", "第十七条", "十七"])
def test_show_says_what_the_article_asks(spoken: str):
    said = run("show", spoken).output
    assert said.startswith("第十七条 不得收礼、吃请、转账单（负面清单）\n")
    assert "gifts-declared  礼品礼金登记上交（该做的）" in said


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        pytest.param("2022-02-01", None, "施行：2022-02-01 起", id="还在施行"),
        pytest.param("2022-02-01", "2023-01-01", "施行：2022-02-01 至 2023-01-01", id="已经停止"),
    ],
)
def test_show_writes_a_day_of_end_only_where_there_is_one(since, until, says, tmp_path):
    article = {"number": "1", "heading": {"zh": "一", "en": "One"}, "norms": [], "in_force_from": since}
    binding = {
        "measure": "own",
        "title": "某办法",
        "name": {"zh": "某办法", "en": "A measure"},
        "issuer": {"zh": "某局", "en": "An office"},
        "binds": ["bureau"],
        "chapters": [
            {
                "number": 1,
                "heading": {"zh": "章", "en": "Chapter"},
                "list": "positive",
                "articles": [article | ({"in_force_to": until} if until else {})],
            }
        ],
    }
    path = tmp_path / "own.yaml"
    path.write_text(yaml.safe_dump(binding, allow_unicode=True), encoding="utf-8")
    assert says in run("show", "1", "--measure", str(path)).output.splitlines()


def test_show_speaks_english_when_asked(monkeypatch):
    monkeypatch.setenv("QINQING_LANG", "en")
    said = run("show", "17").output
    assert said.startswith("Article 17 No gifts, no dinners, no bills")
    assert "Gifts are declared and handed in" in said


def test_show_as_json_holds_both_languages():
    data = json.loads(run("show", "13", "--format", "json").output)
    assert (data["article"], data["list"], data["binds"]) == ("13", "negative", ["bureau"])
    assert data["norms"][0] == {
        "norm": "inspection-frequency",
        "kind": "prohibition",
        "title": {"zh": "入企检查不超年度上限", "en": "Inspections stay within the annual cap"},
    }


def test_an_article_without_norms_says_so():
    assert "没有设定规范" in run("show", "25").output


def test_where_leads_to_rule_value_test_and_file():
    data = json.loads(run("where", "17", "--on", "2026-06-30", "--format", "json").output)
    rules = {rule["rule"] for rule in data["rules"]}
    assert rules == {"cost-shifted", "gift-undeclared", "hospitality-accepted"}
    assert "src/qinqing/law/norms.yaml" in data["files"]
    assert any(test.endswith("gift-undeclared.cases.yaml") for test in data["tests"])
    values = {value["value"]: value for value in data["values"]}
    assert values["gift_handover_cny"]["in_force"] is None
    assert values["gift_register_months"]["in_force"]["en"] == "1 month"
    assert "〔1995〕7号" in values["gift_register_months"]["source"]["zh"]


def test_a_value_the_bureau_set_is_in_force_with_its_source(empty_home: Path):
    own = "values: {gift_handover_cny: {2024-01-01: 200}}\n"
    (empty_home / "values.yaml").write_text(own, encoding="utf-8")
    assert "200元（本单位设定，2024-01-01，本单位设定）" in run("where", "17", "--on", "2026-06-30").output
    data = json.loads(run("where", "17", "--on", "2023-12-31", "--format", "json").output)
    assert {value["value"]: value["in_force"] for value in data["values"]}["gift_handover_cny"] is None


def test_where_without_a_loaded_text_says_how_to_load_it(empty_home: Path):
    assert "qinqing law import" in run("where", "17").output
    assert list(empty_home.iterdir()) == []


@pytest.mark.parametrize("asked", ["show", "where"])
def test_the_text_that_was_loaded_is_shown(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law_show, "loaded_text", lambda measure, address: Text(f"{measure} {address} 的全文"))
    assert "xuchang-civil-air-defence 17 的全文" in run(asked, "第十七条").output


@pytest.mark.parametrize("asked", ["show", "where"])
def test_a_database_that_is_down_is_not_told_as_an_article_not_loaded(asked: str, empty_home: Path) -> None:
    program = [sys.executable, "-c", "from qinqing.cli import main; main()", "law", asked, "17"]
    down = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:9/none", "QINQING_CUSTODY": "bureau"}
    ended = subprocess.run(program, capture_output=True, text=True, env=down)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "数据库没有应答" in ended.stdout and "gifts-declared" in ended.stdout


@pytest.mark.custody("bureau")
def test_every_page_the_index_names_is_served():
    routes = set(get_resolver().reverse_dict)
    pages = {page for entry in index(load_binding()).values() for page in entry.pages}
    assert {page for page in pages if not page.startswith("/")} <= routes
    for page in pages - routes:
        resolve(page)


@pytest.mark.parametrize("subcommand", ["show", "where"])
def test_an_unknown_article_is_refused(subcommand: str):
    with pytest.raises(Refused) as refused:
        run(subcommand, "26")
    assert refused.value.code == "article.unknown"


def test_an_unknown_measure_is_refused():
    with pytest.raises(Refused) as refused:
        run("show", "1", "--measure", "luoyang")
    assert refused.value.code == "measure.unknown"


def test_a_refusal_ends_with_2_and_no_traceback(empty_home: Path):
    program = [sys.executable, "-c", "from qinqing.cli import main; main()", "law", "show", "26"]
    ended = subprocess.run(program, capture_output=True, text=True, env={**os.environ})
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "article.unknown" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("asked", ["show", "where"])
def test_the_measure_answered_about_is_the_installations(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QINQING_MEASURE", "unheard-of")
    with pytest.raises(Refused, match=r"measure\.unknown"):
        run(asked, "13")
