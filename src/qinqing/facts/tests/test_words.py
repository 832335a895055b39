"""Every column and every set value of the contract has a Chinese word."""

from __future__ import annotations

from qinqing.facts.schema import TABLES
from qinqing.facts.words import column_words, value_words

GRADES = {"A", "B", "C", "D"}


def test_every_column_reads_in_chinese() -> None:
    names = {column.name for table in TABLES.values() for column in table.columns}
    assert {name for name in names if column_words(name).zh == name} == set()


def test_every_set_value_reads_in_chinese() -> None:
    values = {choice for table in TABLES.values() for column in table.columns for choice in column.choices}
    assert {value for value in values if value_words(value).zh == value} == GRADES


def test_what_is_no_set_value_stands_as_it_is() -> None:
    assert value_words("人防工程拆除审批") == ("人防工程拆除审批", "人防工程拆除审批")
    assert value_words(False).zh == "否"
