"""What rules can say reads as a sentence before there is a finding to say it of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from qinqing.rules.catalogue import load_rules
from qinqing.rules.rule import PLACE
from qinqing.rules.sentences import (
    SET_COLUMNS,
    blank_sentences,
    fill,
    in_chinese,
    in_english,
    place_words,
    sentence,
    sentences,
)

RULES = load_rules()


@pytest.mark.parametrize("name", RULES)
def test_every_blank_has_a_name_in_both_languages(name: str) -> None:
    spoken = [text for say in RULES[name].header.says.values() for text in say]
    places = {place for text in spoken for place in PLACE.findall(text)}
    assert {
        place for place in places if place_words(place).zh.isascii() or "_" in place_words(place).en
    } == set()


@pytest.mark.parametrize("name", RULES)
def test_no_code_is_left_in_a_blank_sentence(name: str) -> None:
    assert not [say for say in blank_sentences(RULES[name]) if "{" in say.zh + say.en]


def test_a_blank_stands_where_the_figure_will() -> None:
    says = blank_sentences(RULES["related-award"])[0]
    assert says.zh.startswith("项目 〔编号〕 〔日期〕 定标给〔企业〕")
    assert says.en.startswith("Tender [number] was awarded on [date] to [enterprise]")


def test_a_set_value_is_said_in_words_and_what_is_not_recorded_is_said() -> None:
    says = RULES["relative-post"].header.says
    template = next(say for say in says.values() if "{relation}" in say.zh)
    row = dict.fromkeys(PLACE.findall(template.zh + template.en), None) | {
        "relation": "child_spouse",
        "role": "manager",
    }
    said = fill(template.zh, row, in_chinese)
    assert "子女的配偶" in said
    assert "（经理）" in said
    assert "（未登记）" in said
    assert "child spouse" in fill(template.en, row, in_english)


@pytest.mark.parametrize("name", RULES)
def test_many_rows_say_what_each_says_alone(name: str) -> None:
    rule = RULES[name]
    whole, days, money = (
        [7, None, 1234],
        [date(2025, 3, 1), None, date(2025, 12, 31)],
        [Decimal("1234.50"), None, Decimal(0)],
    )
    places = {p for say in rule.header.says.values() for text in say for p in PLACE.findall(text)}
    cells = {
        place: [whole, days, money, ["manager", None, "spouse"]][n % 4]
        for n, place in enumerate(sorted(places))
    }
    cells |= {place: ["works", None, "works"] for place in places & SET_COLUMNS}
    rows = [
        {place: cell[n] for place, cell in cells.items()} | {"says": says, "missing": missing, "units": 2}
        for n in range(3)
        for says in rule.header.says
        for missing in (None, "inspections:I1", *(f"value:{value}@2020" for value in rule.values))
    ]
    table = pa.Table.from_pylist(rows).replace_schema_metadata()
    zh, en = sentences(rule, table)
    assert [*zip(zh.to_pylist(), en.to_pylist(), strict=True)] == [sentence(rule, row) for row in rows]
