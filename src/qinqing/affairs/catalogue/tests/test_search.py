"""Two characters find an item, by its name, its gist or a paper; nonsense finds nothing."""

from __future__ import annotations

import pytest

from qinqing.affairs.catalogue.search import find_items
from qinqing.affairs.catalogue.tests.items import shipped

ITEMS = list(shipped().values())


def found(query: str) -> list[str]:
    return [item.key for item in find_items(ITEMS, query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("易地", "cad-offsite-approval", id="两个字"),
        pytest.param("警报", "cad-alarm-relocation", id="名称里的两个字"),
        pytest.param("报废", "cad-scrapping", id="报废"),
        pytest.param("续期", "cad-peacetime-registration", id="要旨里的词"),
        pytest.param("保修书", "cad-completion-filing", id="材料里的词"),
        pytest.param("ALARM", "cad-alarm-relocation", id="英文不分大小写"),
        pytest.param("ＡＬＡＲＭ", "cad-alarm-relocation", id="全角"),
        pytest.param("警报 迁移", "cad-alarm-relocation", id="两个词"),
        pytest.param("易地建设费怎么减免", "cad-offsite-approval", id="一句话"),
        pytest.param("cad-demolition", "cad-demolition", id="编号"),
        pytest.param("《易地》建设", "cad-offsite-approval", id="带标点"),
    ],
)
def test_the_item_meant_comes_first(query: str, first: str):
    assert found(query)[0] == first


@pytest.mark.parametrize("query", ["养鱼", "婚姻介绍所", "' OR 1=1 --", "zzzz"])
def test_what_is_not_there_is_not_found(query: str):
    assert found(query) == []


def test_every_word_must_be_there():
    assert found("警报 保修书") == []


def test_without_a_word_everything_is_listed():
    assert found("") == found("  ，%") == [item.key for item in ITEMS]


def test_a_long_query_is_cut_and_answered():
    assert found("易地" * 10_000)
