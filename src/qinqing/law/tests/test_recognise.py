"""Suggestions of norms: what is recognised, what is not, and how well it does on two real texts.

The words were written with the Xuchang text at hand, so its figures flatter. The Kaifeng labels come from
reading that text before anything was measured on it, and no word was changed because of it: these are fair.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.law.bindings import load_binding
from qinqing.law.recognise import suggest_norms
from qinqing.law.text import Article, read_measure

# Articles of the Kaifeng regulation → the norms a reader finds in them; all others: none.
KAIFENG = {
    7: {"equal-conditions", "fair-tendering"},
    9: {"liaison-real"},
    17: {"online-service", "one-time-notice", "accept-in-time", "decide-in-time"},
    18: {"decide-in-time", "online-service"},
    19: {"online-service"},
    20: {"online-service"},
    21: {"online-service"},
    22: {"inspection-merged"},
    23: {"policy-delivered"},
    24: {"operations-undisturbed"},
    25: {"poor-ratings-handled", "ratings-genuine"},
    26: {"random-inspection", "inspection-published", "credit-supervision"},
    27: {"credit-supervision"},
    28: {"credit-supervision"},
    29: {"operations-undisturbed"},
    33: {"hear-enterprises", "appeals-answered", "open-channels"},
    34: {"open-channels", "appeals-answered", "reports-independent"},
}

TEXTS = {
    "一个词": ("严禁吃请。", "no-hospitality", ["吃请"]),
    "同一句中的两个词": ("承诺了就要兑现。", "commitments-kept", ["承诺", "兑现"]),
    "两个词不在同一句": ("作出承诺。限期兑现。", "commitments-kept", None),
    "排版空格与引号": ("推行“一 网通办”。", "online-service", ["一网通办"]),
    "无关的话": ("本条例所称车辆，是指机动车。", "pay-on-time", None),
}


@pytest.mark.parametrize(("text", "norm", "words"), TEXTS.values(), ids=TEXTS)
def test_a_norm_is_recognised_by_its_words(text: str, norm: str, words: list[str] | None):
    assert dict(suggest_norms(text)).get(norm) == words


def test_the_norm_with_more_matched_words_comes_first():
    found = [norm for norm, _ in suggest_norms("不得收受礼品、礼金、红包，不得违规兼职。")]
    assert found == ["gifts-declared", "no-outside-posts"]


def test_nothing_is_suggested_for_an_empty_text():
    assert suggest_norms("") == []


def test_the_home_measure_is_recognised(shared: Path):
    expected = {int(number): set(article.norms) for number, article in load_binding().articles.items()}
    precision, recall = figures(shared / "measures/xuchang-civil-air-defence.txt", 25, expected)
    assert precision >= 0.98
    assert recall == 1.0


def test_a_text_the_words_were_not_written_for_is_recognised_well_enough(shared: Path):
    precision, recall = figures(shared / "measures/kaifeng-business-environment.md", 38, KAIFENG)
    assert precision >= 0.69
    assert recall >= 0.86


def figures(path: Path, count: int, expected: dict[int, set[str]]) -> tuple[float, float]:
    """(precision, recall) of the suggestions over all (article, norm) pairs."""
    articles = read_measure(path).articles
    assert len(articles) == count
    wanted = {(number, norm) for number, norms in expected.items() for norm in norms}
    found = {(int(a.address), norm) for a in articles for norm, _ in suggest_norms(whole_text(a))}
    return len(found & wanted) / len(found), len(found & wanted) / len(wanted)


def whole_text(article: Article) -> str:
    return "\n".join([article.text, *(item.text for item in article.items)])
