"""A measure's text into articles: addresses, items, chapters; gaps and repeats with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.law.tests.samples import INVENTED, measure, places, refusal
from qinqing.law.text.lists import list_type

HEAD = "清宁市某办法\n"


def test_articles_have_the_addresses_of_their_numbers(tmp_path: Path):
    articles = measure(tmp_path, INVENTED).articles
    assert [article.address for article in articles] == ["1", "2", "3", "3-1", "4", "5", "6"]
    assert [article.label for article in articles][2:4] == ["第三条", "第三条之一"]
    assert [article.chapter for article in articles] == [1, 1, 2, 2, 3, 4, 4]
    assert articles[0].line == 7


def test_sub_items_have_addresses_within_their_article(tmp_path: Path):
    article = measure(tmp_path, INVENTED).articles[2]
    assert [(item.address, item.label, item.text) for item in article.items] == [
        ("3(1)", "（一）", "每年走访企业，并做到："),
        ("3(1)(1)", "1.", "事先告知；"),
        ("3(1)(2)", "2.", "不增加负担；"),
        ("3(2)", "（二）", "公布联系方式。"),
    ]
    assert article.text == "应当上门服务：\n前款所列事项，由办公室汇总。"


def test_a_second_list_in_one_article_is_told_from_the_first(tmp_path: Path):
    text = HEAD + "第一条 应当：\n（一）甲；\n（二）乙。\n不得：\n（一）丙；\n（二）丁。\n"
    items = measure(tmp_path, text).articles[0].items
    assert [item.address for item in items] == ["1(1)", "1(2)", "1#2(1)", "1#2(2)"]


def test_digits_in_brackets_are_a_list_below_chinese_numerals(tmp_path: Path):
    text = HEAD + "第一条 应当：\n（一）甲：\n1、子\n（1）丑\n①寅\n②卯\n（2）辰\n（二）乙。\n"
    items = measure(tmp_path, text).articles[0].items
    assert [item.address for item in items] == [
        "1(1)",
        "1(1)(1)",
        "1(1)(1)(1)",
        "1(1)(1)(1)(1)",
        "1(1)(1)(1)(2)",
        "1(1)(1)(2)",
        "1(2)",
    ]


def test_chapters_have_names_and_suggested_lists(tmp_path: Path):
    chapters = measure(tmp_path, INVENTED).chapters
    assert [(chapter.number, chapter.label, chapter.heading, chapter.list_type) for chapter in chapters] == [
        (1, "第一章", "总则", "general"),
        (2, "第二章", "正面清单", "positive"),
        (3, "第三章", "负面清单", "negative"),
        (4, "第四章", "附则", "supplementary"),
    ]


HEADINGS = {
    "政府及其工作人员正面清单": "positive",
    "禁止行为": "negative",
    "政商交往指引": "guide",
    "企业行为规范": "enterprise",
    "企业家负面清单": "enterprise",
    "服务企业": "",
    "监督检查": "supervision",
    "法律责任": "liability",
}


@pytest.mark.parametrize(("heading", "kind"), HEADINGS.items(), ids=HEADINGS)
def test_a_heading_suggests_its_list(heading: str, kind: str):
    assert list_type(heading) == kind


def test_a_table_of_contents_is_not_the_text(tmp_path: Path):
    contents = "目　录\n第一章 总则\n第二章 正面清单\n第三章 负面清单\n第四章 附则\n"
    read = measure(tmp_path, INVENTED.replace("第一章", contents + "第一章", 1))
    assert len(read.chapters) == 4 and len(read.articles) == 7


def test_articles_may_be_grouped_under_numbered_parts(tmp_path: Path):
    text = HEAD + "一、总则\n第一条 甲。\n二、负面清单\n第二条 不得：\n一、乙；\n二、丙。\n第三条 丁。\n"
    read = measure(tmp_path, text)
    assert [(chapter.label, chapter.list_type) for chapter in read.chapters] == [
        ("一、", "general"),
        ("二、", "negative"),
    ]
    assert [article.chapter for article in read.articles] == [1, 2, 2]
    assert [item.address for item in read.articles[1].items] == ["2(1)", "2(2)"]


def test_a_chapters_name_may_stand_on_the_next_line(tmp_path: Path):
    read = measure(tmp_path, INVENTED.replace("第二章　正面清单", "第二章\n正面清单"))
    assert read.chapters[1].heading == "正面清单" and read.chapters[1].list_type == "positive"


def test_what_introduces_a_chapter_stays_with_it(tmp_path: Path):
    read = measure(
        tmp_path, INVENTED.replace("负面清单\n", "负面清单\n\n机关工作人员与企业交往，不得有下列行为：\n")
    )
    assert read.chapters[2].text == "机关工作人员与企业交往，不得有下列行为："
    assert len(read.articles) == 7


def test_sections_are_named_by_their_articles(tmp_path: Path):
    text = INVENTED.replace("第三条　", "第一节 走访\n第三条　").replace(
        "第三条之一　", "第二节 付款\n第三条之一　"
    )
    sections = [article.section for article in measure(tmp_path, text).articles]
    assert sections == ["", "", "第一节 走访", "第二节 付款", "", "", ""]


SPOKEN_OF = {
    "规定的": "第一条规定的交往，从其规定。",
    "所称": "第三条所称企业，包括个体工商户。",
    "款": "第三条第二款中的办公室另行公布。",
    "和": "第一条和第三条的要求，适用于下级机关。",
    "至": "第一条至第三条适用于下级机关。",
    "顿号": "第一条、第三条适用于下级机关。",
    "除外": "第三条除外。",
    "没有常见的词": "第三条事项由办公室汇总。",
    "插入的条": "第三条之一规定的期限另定。",
    "章": "第二章规定的事项，由办公室汇总。",
}


@pytest.mark.parametrize("sentence", SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_an_article_spoken_of_at_the_start_of_a_paragraph_is_no_heading(tmp_path: Path, sentence: str):
    read = measure(
        tmp_path, INVENTED.replace("第四条　不得收受礼品。", f"第四条　不得收受礼品。\n{sentence}")
    )
    assert len(read.articles) == 7
    assert read.articles[4].text == f"不得收受礼品。\n{sentence}"


TYPESETTINGS = {
    "半角空格": lambda text: text.replace("　", " "),
    "不空格": lambda text: text.replace("条　", "条").replace("之一　", "之一"),
    "只有一条不空格": lambda text: text.replace("第四条　", "第四条"),
    "冒号": lambda text: text.replace("条　", "条："),
    "编号里有空格": lambda text: text.replace("第四条", "第 四 条"),
    "阿拉伯数字": lambda text: text.replace("第四条", "第4条").replace("第五条", "第５条"),
    "条号独占一行": lambda text: text.replace("条　", "条\n"),
    "PDF 里抄来的部首": lambda text: text.replace("第一条　", "第⼀条　"),
    "零宽字符": lambda text: text.replace("第", "\u200b第"),
    "Windows 换行": lambda text: text.replace("\n", "\r\n"),
    "旧 Mac 换行": lambda text: text.replace("\n", "\r"),
    "以中小开头": lambda text: text.replace("第四条　不得", "第四条中小企业不得"),
}


@pytest.mark.parametrize("typeset", TYPESETTINGS.values(), ids=TYPESETTINGS)
def test_an_article_is_found_however_it_is_typeset(tmp_path: Path, typeset):
    assert len(measure(tmp_path, typeset(INVENTED)).articles) == 7


def without(line: str) -> str:
    assert f"{line}\n" in INVENTED
    return INVENTED.replace(f"{line}\n", "", 1)


def twice(line: str) -> str:
    return INVENTED.replace(f"{line}\n", f"{line}\n{line}\n", 1)


SPOILT = {
    "缺一条": (without("第四条　不得收受礼品。"), ["23", "28"], "第五条"),
    "缺一章": (without("第二章　正面清单"), ["22"], "第三章"),
    "缺条内第一项": (without("（一）每年走访企业，并做到："), ["17"], "（二）"),
    "缺条内后一项": (INVENTED.replace("（二）公布", "（三）公布"), ["18"], "（三）"),
    "缺第一目": (without("1. 事先告知；"), ["16"], "2."),
    "重一条": (twice("第四条　不得收受礼品。"), ["26"], "第四条"),
    "重一条但不空格": (INVENTED.replace("礼品。\n", "礼品。\n第四条不得收受礼品。\n"), ["26"], "第四条"),
    "重第一章": (twice("第一章　总　则"), ["5", "6"], "第一章"),
    "重一章": (twice("第三章　负面清单"), ["23", "24"], "第三章"),
    "重一项": (twice("（二）公布联系方式。"), ["19"], "（二）"),
    "倒退": (INVENTED.replace("第五条　", "第二条　"), ["29", "31"], "第二条"),
    "跳到很后": (INVENTED.replace("第六条　本办法自", "第六十条　本办法自"), ["31"], "6–59"),
    "插入的条不在其后": (INVENTED.replace("第三条之一", "第二条之一"), ["21"], "第二条之一"),
    "插入的条跳号": (INVENTED.replace("第三条之一", "第三条之三"), ["21"], "1–2"),
    "条号在行中": (INVENTED.replace("交往。\n\n第二章", "交往。第三条 另定。\n\n第二章"), ["10"], "第三条"),
    "最后一条接在行末": (INVENTED.replace("解释。\n\n第六条", "解释。第六条"), ["29"], "第六条"),
    "最后一章是空的": (INVENTED + "第五章 补则\n", ["37"], ""),
    "没有标题": (INVENTED[INVENTED.index("第一章") :], ["1"], ""),
    "节跳号": (INVENTED.replace("第三条　应", "第二节 走访\n第三条　应"), ["14"], "第二节"),
}


@pytest.mark.parametrize(("text", "lines", "names"), SPOILT.values(), ids=SPOILT)
def test_what_breaks_the_numbering_is_refused_with_its_line(
    tmp_path: Path, text: str, lines: list[str], names: str
):
    refused = refusal(tmp_path, text)
    assert refused.code == "text.numbering"
    assert places(refused) == lines
    assert any(names in problem.says.zh and names in problem.says.en for problem in refused.problems)


def test_every_break_is_said_at_once(tmp_path: Path):
    text = INVENTED.replace("第三章", "第四章", 1).replace("第五条", "第七条").replace("（二）", "（四）")
    assert places(refusal(tmp_path, text)) == ["18", "23", "27", "29", "31"]


def test_an_annex_and_a_signature_are_none_of_the_last_article(tmp_path: Path):
    read = measure(tmp_path, INVENTED)
    assert read.articles[-1].text == "本办法自2021年7月1日起施行。"
    assert read.after == ("清宁市办公室", "2021年5月20日", "附件：联系方式表")


def test_an_annex_with_articles_of_its_own_is_none_of_the_measure(tmp_path: Path):
    read = measure(tmp_path, INVENTED + "附件2\n联系规则\n第一条　每月一次。\n第二条　记录在案。\n")
    assert len(read.articles) == 7
    assert read.after[-1] == "第二条　记录在案。".replace("　", " ")


def test_a_sentence_about_an_annex_does_not_end_the_measure(tmp_path: Path):
    read = measure(tmp_path, INVENTED.replace("第四条　不得收受礼品。", "第四条　不得收受礼品。\n附件一：略"))
    assert len(read.articles) == 7


def test_no_word_of_the_measure_is_lost(tmp_path: Path):
    body = "".join(INVENTED[INVENTED.index("第一章") :].split())
    read = measure(tmp_path, INVENTED)
    kept = [chapter.label + chapter.heading for chapter in read.chapters]
    for article in read.articles:
        kept += [article.label, article.text, *(item.label + item.text for item in article.items)]
    assert sorted("".join("".join([*kept, *read.after]).split())) == sorted(body)
