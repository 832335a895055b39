"""The sentence a finding says to people, from the rule's own template, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from qinqing.facts.schema import TABLES
from qinqing.facts.words import column_words, value_words
from qinqing.law.values import load_catalogue
from qinqing.refusals import Say
from qinqing.rules.rule import PLACE, Rule

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Columns that hold one of a few set values, whichever table they stand in.
SET_COLUMNS = {column.name for table in TABLES.values() for column in table.columns if column.choices}
MISSING_VALUE = "value:"
NO_VALUE = Say(
    "{year} 年没有已生效或经本单位确认的数值“{describes}”，涉及 {units} 项，无法判定。",
    "For {year} no value is in force or confirmed by the bureau for “{describes}”: {units} units cannot be judged.",
)


def sentence(rule: Rule, row: Mapping[str, Any]) -> Say:
    """What `row` of the rule's answer says; `row` holds the query's columns and the names looked up."""
    missing = row["missing"]
    if missing and missing.startswith(MISSING_VALUE):
        return about_missing_value(missing, row["units"])
    template = rule.header.says[row["says"]]
    return Say(fill(template.zh, row, in_chinese), fill(template.en, row, in_english))


def sentences(rule: Rule, rows: pa.Table) -> tuple[pa.Array, pa.Array]:
    """The same of many rows, template by template and blank by blank: in Chinese, in English."""
    about_value = pc.fill_null(pc.starts_with(rows["missing"], MISSING_VALUE), False)
    said = pc.if_else(about_value, MISSING_VALUE, rows["says"])
    places: list[Any] = [np.empty(0, dtype=np.int64)]
    texts: list[tuple[pa.Array, pa.Array]] = [(pa.array([], pa.string()),) * 2]
    for kind in said.unique().to_pylist():
        places.append(np.flatnonzero(pc.equal(said, kind).to_numpy()))
        texts.append(alike(rule, kind, rows.take(places[-1])))
    order = np.argsort(np.concatenate(places))
    zh, en = (pa.concat_arrays(parts).take(order) for parts in zip(*texts, strict=True))
    return zh, en


def alike(rule: Rule, kind: str, rows: pa.Table) -> tuple[pa.Array, pa.Array]:
    if kind == MISSING_VALUE:
        missing = zip(rows["missing"].to_pylist(), rows["units"].to_pylist(), strict=True)
        says = [about_missing_value(*one) for one in missing]
        return pa.array([say.zh for say in says]), pa.array([say.en for say in says])
    template = rule.header.says[kind]
    return filled(template.zh, rows, in_chinese), filled(template.en, rows, in_english)


def about_missing_value(missing: str, units: int) -> Say:
    """`value:id@year` in words."""
    name, _, year = missing.removeprefix(MISSING_VALUE).partition("@")
    describes = load_catalogue()[name].describes
    return Say(
        NO_VALUE.zh.format(year=year, describes=describes.zh, units=units),
        NO_VALUE.en.format(year=year, describes=describes.en, units=units),
    )


def blank_sentences(rule: Rule) -> list[Say]:
    """What the rule can say, with the name of each blank where a finding has its figure: 〔部门〕, [department]."""
    return [
        Say(
            PLACE.sub(lambda place: f"〔{place_words(place[1]).zh}〕", template.zh),
            PLACE.sub(lambda place: f"[{place_words(place[1]).en}]", template.en),
        )
        for template in rule.header.says.values()
    ]


def place_words(place: str) -> Say:
    """What a blank of a sentence is called: unit → 编号 / number."""
    return _places().get(place) or column_words(place)


@cache
def _places() -> dict[str, Say]:
    read = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))
    return {place: Say(**words) for place, words in read.items()}


def fill(template: str, row: Mapping[str, Any], spoken: Callable[[Any], str]) -> str:
    first, *rest = taken_apart(template)
    said = (
        (in_words(spoken, row[place]) if is_set else spoken(row[place])) + words
        for place, is_set, words in rest
    )
    return first + "".join(said)


def filled(template: str, rows: pa.Table, spoken: Callable[[Any], str]) -> pa.Array:
    first, *rest = taken_apart(template)
    parts: list[Any] = [pa.repeat(first, rows.num_rows)]
    for place, is_set, words in rest:
        parts += [each(rows[place], partial(in_words, spoken) if is_set else spoken, as_is=not is_set), words]
    return pc.binary_join_element_wise(*parts, "")


def in_words(spoken: Callable[[Any], str], cell: Any) -> str:
    return spoken(cell if cell is None else value_words(cell))


def each(column: pa.ChunkedArray, spoken: Callable[[Any], str | None], *, as_is: bool = False) -> pa.Array:
    """What is said of every cell; of cells alike it is asked once. `as_is`: texts are said as they stand."""
    if as_is and pa.types.is_string(column.type):
        return pc.fill_null(column.combine_chunks(), spoken(None))
    if pa.types.is_null(column.type):
        return pa.repeat(pa.scalar(spoken(None), pa.string()), len(column))
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return pa.array(map(spoken, cells_of(coded.dictionary)), pa.string()).take(coded.indices)


def cells_of(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """Cells as Python has them: a whole number of 128 bits comes as a decimal without places."""
    cells: list[Any] = column.to_pylist()
    if pa.types.is_decimal(column.type) and column.type.scale == 0:
        return [None if cell is None else int(cell) for cell in cells]
    return cells


@cache
def taken_apart(template: str) -> tuple[Any, ...]:
    """The words before the first blank; of each blank then its name, whether it holds a set value, the words after it.

    A set value is said in words: manager → 经理 / manager.
    """
    first, *rest = PLACE.split(template)
    places = zip(rest[::2], rest[1::2], strict=True)
    return first, *((place, place in SET_COLUMNS, words) for place, words in places)


def in_chinese(value: Any) -> str:
    if isinstance(value, Say):
        return value.zh
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return "（未登记）" if value is None else plain(value)


def in_english(value: Any) -> str:
    if isinstance(value, Say):
        return value.en
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return "(not on record)" if value is None else plain(value)


def plain(value: Any) -> str:
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)
