"""Numbers as measures write them."""

from __future__ import annotations

import pytest

from qinqing.law.numerals import LARGEST, read_numeral, write_numeral

READ = {
    "二十三": 23,
    "一百零二": 102,
    "一百〇二": 102,
    "一〇二": 102,
    "一○二": 102,
    "一十三": 13,
    "一百十": 110,
    "两百": 200,
    "一千二百六十": 1260,
    "二〇二二": 2022,
    "23": 23,
    "２３": 23,
    "二 十 三": 23,
    "⼀": 1,
}
NO_NUMBERS = ("", "零", "〇", "0", "一百一", "十百", "二十三条", "-1", "1.5", "千万", "9" * 5000, "九" * 5000)
WRITTEN = {
    0: "零",
    10: "十",
    20: "二十",
    110: "一百一十",
    1005: "一千零五",
    1010: "一千零一十",
    9999: "九千九百九十九",
    10000: "10000",
}


@pytest.mark.parametrize(("words", "number"), READ.items(), ids=READ)
def test_a_number_is_read_however_it_is_printed(words: str, number: int):
    assert read_numeral(words) == number


@pytest.mark.parametrize("words", NO_NUMBERS, ids=lambda words: words[:8] or "空")
def test_what_is_no_number_is_not_guessed(words: str):
    assert read_numeral(words) is None


@pytest.mark.parametrize(("number", "words"), WRITTEN.items(), ids=WRITTEN.values())
def test_a_number_is_written_as_the_law_writes_it(number: int, words: str):
    assert write_numeral(number) == words


def test_every_number_is_read_as_it_was_written():
    numbers = list(range(1, LARGEST + 1))
    assert [read_numeral(write_numeral(number)) for number in numbers] == numbers
