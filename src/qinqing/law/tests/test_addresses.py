"""How articles are named, in numerals and in words."""

from __future__ import annotations

import pytest

from qinqing.law.addresses import label, nearest, read_address
from qinqing.law.numerals import read_numeral, write_numeral

SPOKEN = {
    "13": "13",
    "第十三条": "13",
    "第 十三 条": "13",
    "十三": "13",
    "第13条": "13",
    "１３": "13",
    "Art. 13": "13",
    "article 13": "13",
    "13-1": "13-1",
    "第十三条之一": "13-1",
    "第二十条之十二": "20-12",
    "1.2": "1.2",
    "1.2.3": "1.2.3",
    "第一百零二条": "102",
    "十三条半": None,
    "第零条": None,
    "thirteen": None,
    "": None,
    "-1": None,
}


@pytest.mark.parametrize(("spoken", "address"), SPOKEN.items(), ids=SPOKEN)
def test_an_article_may_be_named_in_many_ways(spoken: str, address: str | None):
    assert read_address(spoken) == address


LABELS = {
    "5": "第五条",
    "10": "第十条",
    "23": "第二十三条",
    "110": "第一百一十条",
    "13-1": "第十三条之一",
    "1.2": "1.2",
}


@pytest.mark.parametrize(("address", "words"), LABELS.items(), ids=LABELS)
def test_an_address_is_written_as_the_law_writes_it(address: str, words: str):
    assert label(address).zh == words


def test_every_numeral_is_read_as_it_was_written():
    assert [read_numeral(write_numeral(number)) for number in range(1, 1000)] == list(range(1, 1000))


NEAREST = {"过大": ("99", "25"), "插条": ("13-9", "13-2"), "不是编号": (None, "1"), "中间": ("14", "13")}


@pytest.mark.parametrize(("asked", "answer"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_article_is_offered(asked: str | None, answer: str):
    assert nearest(asked, ["1", "13", "13-1", "13-2", "25"]) == answer
