"""Values and citations in words, in both languages."""

from __future__ import annotations

import pytest

from qinqing.law.values import load_catalogue, unit_words, wording
from qinqing.law.values.citing import cite, is_article
from qinqing.law.values.model import Document
from qinqing.refusals import Say

WORDINGS = {
    "工作日": ("lic_decision_wd", "20个工作日", "20 working days"),
    "单数": ("gift_register_months", "1个月", "1 month"),
    "金额": ("tender_open_works_cny", "4,000,000元", "4,000,000 yuan"),
    "日利率": ("pay_interest_default_daily", "每日0.0005", "0.0005 a day"),
    "百分比": ("contact_wanren_solved_pct_2022", "99.8%", "99.8%"),
    "人数": ("dr_min_inspectors", "2人", "2 persons"),
    "是": ("fcr_conclusion_required", "是", "yes"),
    "时刻": ("contact_day_start", "08:00", "08:00"),
    "日期": ("insp_cap_publish_due", "2025-06-30", "2025-06-30"),
    "列表": ("ticket_kpis", "办结率；企业满意率", "resolution rate; enterprise satisfaction"),
    "文字": ("rating_poor_rectify_simple", "立即整改", "at once"),
}


@pytest.mark.parametrize(("id", "zh", "en"), WORDINGS.values(), ids=WORDINGS)
def test_a_value_is_said_in_words(id: str, zh: str, en: str):
    value = load_catalogue()[id]
    assert wording(value, value.dated[-1].value) == Say(zh, en)


def test_a_unit_is_said_without_a_number():
    assert unit_words("workday") == Say("个工作日", "working days")


CITATIONS = {
    "一条": ("42", "第四十二条", ", Art. 42"),
    "项": ("32(4)", "第三十二条第（四）项", ", Art. 32(4)"),
    "几项": ("32(1)-(2)", "第三十二条第（一）项至第（二）项", ", Art. 32(1)-(2)"),
    "款": ("130 para 2", "第一百三十条第二款", ", Art. 130 para 2"),
    "连续几条": ("8-10", "第八条至第十条", ", Arts 8-10"),
    "几处": ("5, 16, 30-31", "第五条、第十六条、第三十条至第三十一条", ", Arts 5, 16, 30-31"),
    "全文": ("", "", ""),
}


@pytest.mark.parametrize(("article", "zh", "en"), CITATIONS.values(), ids=CITATIONS)
def test_an_article_is_cited_in_both_languages(article: str, zh: str, en: str):
    assert cite(document("law", "令第1号"), article).says == Say(
        f"《甲法》（令第1号）{zh}", f"Law A (令第1号){en}"
    )


def test_our_own_page_is_no_document_of_the_law():
    assert cite(document("house"), "gift-undeclared").says == Say(
        "甲法：gift-undeclared", "Law A: gift-undeclared"
    )


@pytest.mark.parametrize("article", ["", "第五条", "0", "5,6", "5-", "5()", "5 para"])
def test_what_is_no_article_is_told_apart(article: str):
    assert not is_article(article)


def document(kind: str, number: str = "") -> Document:
    return Document("law", kind, Say("甲法", "Law A"), number, Say("甲", "A"), None, None, None, "unsaid")
