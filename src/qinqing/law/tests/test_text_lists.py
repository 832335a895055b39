"""Texts without articles: numbered lists with addresses of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.law.tests.samples import LISTED, measure, places, refusal


def test_every_entry_has_an_address_of_its_own(tmp_path: Path):
    read = measure(tmp_path, LISTED)
    assert [(entry.address, entry.label, entry.text) for entry in read.articles] == [
        ("1", "一、", "要主动"),
        ("1.1", "（一）", "上门问需"),
        ("1.1.1", "1.", "每季一次"),
        ("1.1.2", "2.", "记录在案"),
        ("1.2", "（二）", "按期答复"),
        ("2", "二、", "要守信\n说到做到。"),
        ("3", "三、", "不要推诿"),
        ("3.1", "（一）", "一次告知"),
        ("4", "四、", "不要伸手"),
    ]
    assert read.title == "清宁市亲清交往“两要两不要”"
    assert read.chapters == ()


def test_lists_may_count_on_from_one_heading_to_the_next(tmp_path: Path):
    text = "清宁市若干措施\n一、减负\n（一）少跑\n（二）少填\n二、提速\n（三）快办\n（四）快答\n"
    assert [entry.address for entry in measure(tmp_path, text).articles] == [
        "1",
        "1.1",
        "1.2",
        "2",
        "2.3",
        "2.4",
    ]


OUTERMOST = {
    "（一）": ("（一）甲\n1. 子\n2. 丑\n（二）乙\n", ["1", "1.1", "1.2", "2"]),
    "1.": ("1. 甲\n（1）子\n（2）丑\n2. 乙\n", ["1", "1.1", "1.2", "2"]),
    "⒈": ("⒈甲\n①子\n②丑\n⒉乙\n", ["1", "1.1", "1.2", "2"]),
    "㈠": ("㈠甲\n㈡乙\n", ["1", "2"]),
    "一.": ("一．甲\n二．乙\n", ["1", "2"]),
    "跳过一级": ("一、甲\n1. 子\n二、乙\n（一）丑\n", ["1", "1.1", "2", "2.1"]),
}


@pytest.mark.parametrize(("entries", "addresses"), OUTERMOST.values(), ids=OUTERMOST)
def test_lists_nest_as_the_text_nests_them(tmp_path: Path, entries: str, addresses: list[str]):
    assert [entry.address for entry in measure(tmp_path, f"清宁市清单\n{entries}").articles] == addresses


SENTENCES = {
    "五、六级": "五、六级职员除外。",
    "电话号码": "110、119、120 等电话不受影响。",
    "小数": "1.5 倍以内。",
    "项": "（三）项规定的除外。",
    "几项": "（一）、（二）项所列，另行公布。",
    "热线": "12345、营商热线均可。",
}


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_that_begins_with_a_number_is_no_entry(tmp_path: Path, sentence: str):
    read = measure(tmp_path, LISTED.replace("说到做到。", sentence))
    assert len(read.articles) == 9
    assert read.articles[5].text == f"要守信\n{sentence}"


SPOILT = {
    "缺第一个": (LISTED.replace("一、要主动\n", ""), ["6", "9"]),
    "缺中间一个": (LISTED.replace("二、要守信\n", ""), ["8"]),
    "缺第一项": (LISTED.replace("（一）上门问需\n", ""), ["5"]),
    "重一个": (LISTED.replace("四、", "三、"), ["11"]),
    "重一项": (LISTED.replace("（二）", "（一）"), ["6"]),
    "里层跳号": (LISTED.replace("2. 记录", "3. 记录"), ["5"]),
    "有章无条": (LISTED.replace("二、要守信", "第二章 守信\n二、要守信"), ["7"]),
}


@pytest.mark.parametrize(("text", "lines"), SPOILT.values(), ids=SPOILT)
def test_gaps_and_repeats_in_lists_are_refused_with_their_line(tmp_path: Path, text: str, lines: list[str]):
    refused = refusal(tmp_path, text)
    assert refused.code == "text.numbering"
    assert places(refused) == lines


NO_MEASURES = {
    "散文": "关于天气的通知\n今天下雨。\n",
    "只有一项": "通知\n一、带伞。\n",
    "别人的列表": "# Shopping\n\n1. bread\n2. butter\n",
    "数据": "id,name\n1,a\n2,b\n",
    "空白": "\n　\n\n",
}


@pytest.mark.parametrize("text", NO_MEASURES.values(), ids=NO_MEASURES)
def test_a_text_that_is_no_measure_is_refused(tmp_path: Path, text: str):
    refused = refusal(tmp_path, text)
    assert refused.code == "text.not-a-measure"
    assert len(refused.problems) == 1 and refused.problems[0].where.startswith("办法.txt")
