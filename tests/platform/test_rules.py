"""Every rule keeps the promises of all: it cites its norm and source, has its cases, speaks both languages."""

from __future__ import annotations

import re
from statistics import median

import pytest

from qinqing.facts.schema import TABLES
from qinqing.law.bindings import articles_of
from qinqing.law.norms import load_norms
from qinqing.law.rule_headers import rule_headers
from qinqing.law.values import load_catalogue
from qinqing.rules.catalogue import CATALOGUE, Rule, load_rules
from qinqing.rules.tests.cases import cases_of

# Lines of SQL below the header, so that a rule can be read aloud.
MEDIAN_LINES, MOST_LINES = 30, 100

pytestmark = pytest.mark.custody("bureau")

RULES = list(load_rules().values())
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# An accusation is no fact: a sentence names what was met and never a guilt.
GUILT = re.compile(r"违纪|违法|违规|受贿|索贿|贪|guilt|violat|corrupt|bribe|offen[cd]", re.IGNORECASE)
VERIFY = ("待核实", "to be verified")


@pytest.fixture(params=RULES, ids=lambda rule: rule.id)
def rule(request: pytest.FixtureRequest) -> Rule:
    return request.param


def test_the_catalogue_holds_rules_with_cases_and_nothing_else():
    files = {path for path in CATALOGUE.rglob("*") if path.is_file() and path.suffix in (".sql", ".yaml")}
    assert files == {path for rule in RULES for path in (rule.path, rule.cases)}
    assert RULES


def body_lines(rule: Rule) -> int:
    return len(rule.sql.splitlines())


def test_half_of_the_rules_are_read_in_a_breath():
    assert median(map(body_lines, RULES)) <= MEDIAN_LINES


def test_no_rule_is_longer_than_can_be_read(rule: Rule):
    assert body_lines(rule) <= MOST_LINES


def test_it_cites_norms_that_exist_and_that_an_article_sets(rule: Rule):
    assert set(rule.norms) <= set(load_norms())
    assert articles_of(rule.norms)


def test_it_cites_a_source(rule: Rule):
    assert all(CHINESE.search(place.zh) for place in rule.cited)


def test_its_sources_are_named_in_english_too(rule: Rule):
    """A document's number stays as it is issued: 国务院令第722号."""
    assert [p.en for p in rule.cited if CHINESE.search(re.sub(r"\([^()]*号\)", "", p.en))] == []


def test_its_values_are_in_the_catalogue(rule: Rule):
    assert set(rule.values) <= set(load_catalogue())


@pytest.mark.parametrize("verdict", ["kept", "flagged", "undetermined"])
def test_it_has_a_case_of_every_verdict(rule: Rule, verdict: str):
    has_one = any(verdict in entry for case in cases_of(rule) for entry in case.entry["expect"])
    never = {"undetermined": rule.header.never_undetermined, "kept": rule.header.never_kept}
    if never.get(verdict):
        assert not has_one, f"the header says it can never be {verdict}"
    else:
        assert has_one


def test_its_cases_carry_chinese_names_each_its_own(rule: Rule):
    names = [case.entry["case"] for case in cases_of(rule)]
    assert all(CHINESE.search(name) for name in names)
    assert len(set(names)) == len(names)


def test_it_speaks_both_languages(rule: Rule):
    header = rule.header
    for say in (
        header.title,
        header.judged,
        header.day,
        header.explains,
        header.blind,
        *header.says.values(),
    ):
        assert CHINESE.search(say.zh), say.zh
        assert not CHINESE.search(say.en), say.en


def test_its_sentences_say_what_is_to_be_verified_and_never_guilt(rule: Rule):
    for say in rule.header.says.values():
        assert not GUILT.search(say.zh + say.en)
        unsure = "无法判定" in say.zh or "无法计算" in say.zh
        assert unsure or (VERIFY[0] in say.zh and VERIFY[1] in say.en)


def test_the_law_index_reads_the_same_headers():
    assert {h.id: (h.norms, h.values, h.custody) for h in rule_headers().values()} == {
        rule.id: (rule.norms, rule.values, rule.custody) for rule in RULES
    }


def test_rules_of_the_organ_are_those_that_read_its_tables(rule: Rule):
    reads_organ = any(TABLES[table].organ for table in rule.compiled.reads)
    assert reads_organ == (rule.custody == "organ")
