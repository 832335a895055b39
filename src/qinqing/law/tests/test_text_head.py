"""What stands before the first article, and when the measure takes effect."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qinqing.law.tests.samples import INVENTED, measure
from qinqing.law.text.days import cites, days_in, effect

BODY = "第一条 甲。\n第二条 乙。\n"


def test_the_head_of_a_measure_is_read(tmp_path: Path):
    read = measure(tmp_path, INVENTED)
    assert read.title == "清宁市规范政商交往办法（试行）"
    assert read.document_no == "清宁发〔2021〕12号"
    assert (read.passed_on, read.issued_on) == (date(2021, 5, 6), date(2021, 5, 20))
    assert (read.effective_on, read.effective_words) == (date(2021, 7, 1), "自2021年7月1日起施行")


def test_a_number_an_article_cites_is_not_the_measures_own(tmp_path: Path):
    read = measure(tmp_path, INVENTED.replace("清宁发〔2021〕12号\n", ""))
    assert read.document_no is None
    assert read.cites == ("清宁政〔2020〕8号",)


TITLES = {
    "一行": ("清宁市某办法\n", "清宁市某办法"),
    "两行": ("关于规范政商交往\n优化营商环境的办法\n", "关于规范政商交往优化营商环境的办法"),
    "三行隔空": (
        "关于规范政商交往\n\n构建亲清关系\n\n优化环境的办法\n",
        "关于规范政商交往构建亲清关系优化环境的办法",
    ),
    "发文机关在上": ("清宁市办公室\n关于政商交往的办法\n", "关于政商交往的办法"),
    "试行另起一行": ("清宁市某办法\n（试行）\n", "清宁市某办法（试行）"),
    "通知在前": ("关于印发清宁市某办法的通知\n各县：\n现印发给你们。\n清宁市某办法\n", "清宁市某办法"),
    "令在前": ("清宁市人民政府令\n第226号\n清宁市某规定\n", "清宁市某规定"),
    "书名号": ("《清宁市某办法》\n", "清宁市某办法"),
    "标题里没有文种": ("清宁市亲清交往八项提醒\n2021年5月6日\n", "清宁市亲清交往八项提醒"),
    "文号在上": ("清宁发〔2021〕1号\n清宁市某意见\n", "清宁市某意见"),
}


@pytest.mark.parametrize(("head", "title"), TITLES.values(), ids=TITLES)
def test_a_title_is_found_among_what_surrounds_it(tmp_path: Path, head: str, title: str):
    assert measure(tmp_path, head + BODY).title == title


NUMBERS = {
    "独占一行": ("清政〔2021〕3号", "清政〔2021〕3号"),
    "括号里": ("（清政办 〔2021〕 3号）", None),
    "方括号": ("清政[2021]3号", "清政[2021]3号"),
    "有标签": ("发文字号：清政办〔2021〕3号", "清政办〔2021〕3号"),
    "政府令": ("清宁市人民政府令第226号", "清宁市人民政府令第226号"),
    "引用": ("根据清政〔2021〕3号制定", None),
}


@pytest.mark.parametrize(("line", "number"), NUMBERS.values(), ids=NUMBERS)
def test_the_measures_own_number_stands_alone(tmp_path: Path, line: str, number: str | None):
    assert measure(tmp_path, f"清宁市某办法\n{line}\n{BODY}").document_no == number


EFFECTS = {
    "日期": ("本办法自2022年3月1日起施行。", date(2022, 3, 1), "自2022年3月1日起施行"),
    "汉字日期": ("本办法自二〇二二年三月十一日起施行。", date(2022, 3, 11), "自二〇二二年三月十一日起施行"),
    "发布之日": ("本办法自发布之日起施行。", None, "自发布之日起施行"),
    "三十日后": ("本办法自印发之日起30日后施行，有效期五年。", None, "自印发之日起30日后施行"),
    "从": ("本办法从公布之日起实行。", None, "从公布之日起实行"),
    "废止旧办法": ("自本办法施行之日起，旧办法废止。", None, None),
    "不存在的日子": ("本办法自2022年2月30日起施行。", None, "自2022年2月30日起施行"),
    "没有": ("本办法由办公室解释。", None, None),
}


@pytest.mark.parametrize(("text", "day", "words"), EFFECTS.values(), ids=EFFECTS)
def test_when_it_takes_effect_is_read_in_its_own_words(text: str, day: date | None, words: str | None):
    assert effect([text]) == (day, words)


def test_the_day_of_signature_is_the_day_of_issue_where_the_head_has_none(tmp_path: Path):
    read = measure(tmp_path, f"清宁市某办法\n{BODY}清宁市办公室\n二〇二一年五月六日\n")
    assert read.issued_on == date(2021, 5, 6)
    assert read.after == ("清宁市办公室", "二〇二一年五月六日")


def test_days_are_read_in_every_official_form():
    assert days_in("2021年5月6日、二〇二一年十二月三十一日、2021-05-06、2021.5.6、2021年13月1日") == [
        date(2021, 5, 6),
        date(2021, 12, 31),
        date(2021, 5, 6),
        date(2021, 5, 6),
    ]


def test_cited_numbers_are_listed_once_in_order():
    assert cites(["（清政〔2020〕8号）和（清纪发〔2020〕6号）", "清政〔2020〕8号"]) == (
        "清政〔2020〕8号",
        "清纪发〔2020〕6号",
    )
