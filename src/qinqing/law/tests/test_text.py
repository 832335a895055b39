"""Reading a measure: real ones as stated, an invented one in every shape."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qinqing.law.tests import texts
from qinqing.law.text import Measure, read_measure

Written = Callable[[str, str | bytes], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes words or bytes to a file of that name."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


def addresses(measure: Measure) -> list[str]:
    return [article.address for article in measure.articles]


EXPECTED = ["1", "2", "3", "4", "5", "5-1", "6", "7", "8", "9"]


def test_the_home_measure_has_4_chapters_and_25_articles(shared: Path) -> None:
    measure = read_measure(shared / "measures" / "xuchang-civil-air-defence.txt")
    assert (len(measure.chapters), len(measure.articles)) == (4, 25)
    assert [chapter.list_type for chapter in measure.chapters] == [
        "general",
        "positive",
        "negative",
        "supplementary",
    ]
    assert (measure.effective_on, measure.effective_words) == (None, "自发布之日起施行")
    assert measure.cites == ("许政〔2020〕8号", "许纪发〔2020〕6号")


def test_the_kaifeng_regulation_has_38_articles(shared: Path) -> None:
    measure = read_measure(shared / "measures" / "kaifeng-business-environment.md")
    assert (measure.title, len(measure.articles)) == ("开封市优化营商环境条例", 38)
    assert [item.address for item in measure.articles[23].items] == [f"24({n})" for n in range(1, 7)]
    assert measure.effective_on == date(2022, 2, 1)


@pytest.mark.parametrize(
    ("shape", "name", "content"),
    [
        ("文本", "a.txt", texts.text()),
        ("带字节序标记", "a.txt", b"\xef\xbb\xbf" + texts.text().encode()),
        ("回车换行", "a.txt", texts.text().replace("\n", "\r\n")),
        ("国标编码", "a.txt", texts.text().encode("gb18030")),
        (
            "标记文本",
            "a.md",
            "# "
            + "\n\n".join(
                f"**{line[:3]}**{line[3:]}" if line.startswith("第") else line for line in texts.lines()
            ),
        ),
        ("网页", "a.html", texts.page()),
        ("网页国标编码", "a.htm", texts.page().encode("gb18030")),
        ("文档", "a.docx", texts.docx([texts.paragraph(line) for line in texts.lines()])),
    ],
)
def test_the_same_measure_is_read_from_every_shape(
    shape: str, name: str, content: str | bytes, written: Written
) -> None:
    measure = read_measure(written(name, content))
    assert measure.title == texts.TITLE
    assert addresses(measure) == EXPECTED
    assert [chapter.number for chapter in measure.chapters] == [1, 2, 3]
    assert measure.document_no == "清政办〔2024〕7号"
    assert (measure.issued_on, measure.effective_on) == (date(2024, 3, 1), date(2024, 5, 1))


def test_items_have_addresses_of_their_own(written: Written) -> None:
    fourth = read_measure(written("a.txt", texts.text())).articles[3]
    assert [item.address for item in fourth.items] == ["4(1)", "4(2)", "4(2)(1)", "4(2)(2)", "4(3)"]
    assert fourth.text == "办理事项应当做到："


def test_a_sentence_that_begins_with_an_article_is_no_heading(written: Written) -> None:
    sixth = read_measure(written("a.txt", texts.text())).articles[6]
    assert sixth.text.endswith("第三条规定的事项，从其规定。")


def test_articles_know_their_chapter_and_section(written: Written) -> None:
    text = (
        "某办法\n第一章 总则\n第一节 起草\n第一条 甲。\n第二节 审核\n第二条 乙。\n第二章 附则\n第三条 丙。\n"
    )
    found = [(a.chapter, a.section) for a in read_measure(written("a.txt", text)).articles]
    assert found == [(1, "第一节 起草"), (1, "第二节 审核"), (2, "")]


def test_a_table_of_contents_is_no_chapter(written: Written) -> None:
    text = "某办法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n"
    assert len(read_measure(written("a.txt", text)).chapters) == 2


def test_a_second_list_in_one_article_has_its_own_place(written: Written) -> None:
    text = "某办法\n第一条 应当：\n（一）甲；\n（二）乙。\n不得：\n（一）丙；\n（二）丁。\n第二条 戊。\n"
    items = read_measure(written("a.txt", text)).articles[0].items
    assert [item.address for item in items] == ["1(1)", "1(2)", "1#2(1)", "1#2(2)"]


def test_a_number_in_a_sentence_is_no_item(written: Written) -> None:
    text = "某办法\n第一条 面积如下：\n3.5平方米以下的不计。\n第二条 乙。\n"
    assert read_measure(written("a.txt", text)).articles[0].items == ()


def test_numbers_without_a_space_after_them_are_headings_too(written: Written) -> None:
    text = "某办法\n第一条甲应当守信。\n第二条乙应当守信。\n第一条规定的情形除外。\n第三条丙应当守信。\n"
    assert addresses(read_measure(written("a.txt", text))) == ["1", "2", "3"]


def test_a_text_of_numbered_lists_gets_addresses(written: Written) -> None:
    text = "某意见\n一、总体要求\n坚持亲清。\n二、主要任务\n（一）减少检查\n1.合并检查。\n2.亮码入企。\n（二）按期付款\n三、保障\n"
    measure = read_measure(written("a.txt", text))
    assert addresses(measure) == ["1", "2", "2.1", "2.1.1", "2.1.2", "2.2", "3"]
    assert measure.articles[0].text == "总体要求\n坚持亲清。"


def test_an_annex_is_no_part_of_the_measure(written: Written) -> None:
    text = "某办法\n第一条 甲。\n第二条 乙。\n附件：表格\n第一条 表内文字\n"
    assert addresses(read_measure(written("a.txt", text))) == ["1", "2"]


def test_a_title_over_two_lines_is_one(written: Written) -> None:
    text = "关于进一步规范政商往来\n优化营商环境的实施办法\n第一条 甲。\n第二条 乙。\n"
    assert read_measure(written("a.txt", text)).title == "关于进一步规范政商往来优化营商环境的实施办法"


def test_full_width_digits_are_numbers(written: Written) -> None:
    text = "某办法\n第１条 甲。\n第２条 乙：\n（１）丙。\n（２）丁。\n"
    assert addresses(read_measure(written("a.txt", text))) == ["1", "2"]


def test_numbers_that_word_writes_by_itself_are_read(written: Written) -> None:
    body = [
        texts.paragraph("某办法"),
        texts.paragraph("甲应当：", 1),
        texts.paragraph("守信；", 1, 1),
        texts.paragraph("守时。", 1, 1),
        texts.paragraph("乙应当守信。", 1),
    ]
    measure = read_measure(written("a.docx", texts.docx(body, texts.AUTOMATIC)))
    assert addresses(measure) == ["1", "2"]
    assert [item.label for item in measure.articles[0].items] == ["（一）", "（二）"]
