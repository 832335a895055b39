"""The files a measure comes in: encodings, Markdown, saved pages, Word documents."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qinqing.law.tests.samples import INVENTED, measure, places, refusal
from qinqing.law.tests.texts import W, docx, paragraph
from qinqing.law.text import read_measure
from qinqing.refusals import Refused

HEAD = "清宁市某办法\n"
LINES = INVENTED.splitlines()
ARTICLES = ["1", "2", "3", "3-1", "4", "5", "6"]


def addresses(folder: Path, content: str | bytes, name: str) -> list[str]:
    return [article.address for article in measure(folder, content, name).articles]


def encoded(odd: set[int], most: str = "utf-8", other: str = "gb18030") -> bytes:
    """The invented measure in one encoding, the lines in `odd` in another."""
    return b"".join(f"{line}\n".encode(other if n in odd else most) for n, line in enumerate(LINES, 1))


def test_each_encoding_alone_reads_the_same(tmp_path: Path):
    same = {
        measure(tmp_path, INVENTED.encode(encoding)) for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk")
    }
    assert len(same) == 1


MIXTURES = {
    "一行国标": (encoded({7}), ["7"]),
    "一行 UTF-8": (encoded({7}, "gb18030", "utf-8"), ["7"]),
    "两行国标": (encoded({5, 27}), ["5", "27"]),
    "两个字的一行": (f"{HEAD}第一条 甲乙丙丁。\n".encode("gb18030") + "附则\n".encode(), ["3"]),
    "一个字的一行": (f"{HEAD}第一条 甲乙丙丁。\n".encode("gb18030") + "一\n".encode(), ["3"]),
    "同一行里": (
        f"{HEAD}第一条 甲乙丙丁。\n第二条 甲".encode("gb18030")
        + "应当守信用".encode()
        + "乙。\n".encode("gb18030"),
        ["3"],
    ),
    "标明 UTF-8 的国标": (b"\xef\xbb\xbf" + f"{HEAD}第一条 甲。\n".encode("gb18030"), ["1", "2"]),
    "坏字节": (encoded(set()).replace("收受".encode(), b"\xff\xff"), ["25"]),
    "丢了的字": (INVENTED.replace("收受", "\ufffd\ufffd").encode(), ["25"]),
}


@pytest.mark.parametrize(("content", "lines"), MIXTURES.values(), ids=MIXTURES)
def test_what_is_not_one_encoding_is_refused_with_every_line(
    tmp_path: Path, content: bytes, lines: list[str]
):
    refused = refusal(tmp_path, content)
    assert refused.code == "text.encoding"
    assert places(refused) == lines


def test_markdown_comments_keep_the_lines_counted(tmp_path: Path):
    text = "# 清宁市某办法\n<!-- 第一条\n第二条 -->\n**第一条** 甲。\n\n---\n> 第三条 丙。\n"
    assert places(refusal(tmp_path, text, "a.md")) == ["7"]


def test_markdown_marks_are_no_words(tmp_path: Path):
    text = "# 清宁市某办法\n\n## 第一章 总则\n\n- 第一条 **甲**。\n\n***\n\n### 第二条\n\n乙：\n\n1\\. 丙\n"
    read = measure(tmp_path, text, "a.md")
    assert (read.title, read.chapters[0].heading) == ("清宁市某办法", "总则")
    assert [article.text for article in read.articles] == ["甲。", "乙："]


PAGE = """<!DOCTYPE html>
<html><head>{meta}<title>第九条</title><script>"第八条 a"</script></head>
<body><div class="nav">第一条 首页</div><form>
<h1>清宁市某办法</h1>
<!-- 第七条 注释 -->
<p>第一条　<b>甲</b>，<span>乙</span>
   丙。</p>
<table><tr><td>第二条　丁：<br>（一）戊；<br>（二）己。</td></tr></table>
<pre>第三条　庚。
第五条　辛。</pre>
</form><div id="footer">第六条 版权</div></body></html>
"""


def test_a_page_is_read_by_its_blocks_with_the_lines_of_its_file(tmp_path: Path):
    refused = refusal(tmp_path, PAGE.format(meta=""), "a.html")
    assert places(refused) == ["10"]


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        pytest.param('<meta charset="utf-8">', "utf-8", id="如其所说"),
        pytest.param('<meta charset="gb2312">', "gb18030", id="国标"),
        pytest.param('<meta charset="gb2312">', "utf-8", id="另存时没有改"),
        pytest.param('<meta charset="big5">', "gb18030", id="说的不可信"),
        pytest.param("", "gb18030", id="没有说"),
    ],
)
def test_a_page_is_read_whatever_it_says_of_its_encoding(tmp_path: Path, meta: str, encoding: str):
    page = PAGE.format(meta=meta).replace("第五条", "第四条").encode(encoding)
    read = measure(tmp_path, page, "a.html")
    assert read.title == "清宁市某办法"
    assert [article.text for article in read.articles] == ["甲，乙 丙。", "丁：", "庚。", "辛。"]
    assert [item.address for item in read.articles[1].items] == ["2(1)", "2(2)"]


def document(*lines: str) -> bytes:
    return docx([paragraph(line) for line in lines])


def test_a_document_names_its_paragraphs(tmp_path: Path):
    refused = refusal(tmp_path, document("清宁市某办法", "第一条 甲。", "第三条 乙。"), "a.docx")
    assert [problem.where for problem in refused.problems] == ["a.docx:¶3"]


def test_a_line_break_within_a_paragraph_is_one(tmp_path: Path):
    text = "第一条 甲。</w:t><w:br/><w:t>第二条 乙。"
    assert addresses(tmp_path, docx([paragraph("某办法"), paragraph(text)]), "a.docx") == ["1", "2"]


def test_words_moved_away_and_older_copies_are_not_read_twice(tmp_path: Path):
    older = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = [
        paragraph("某办法"),
        f"<w:p><w:moveFrom><w:r><w:t>第五条 旧。</w:t></w:r></w:moveFrom></w:p><mc:Fallback {older}>{paragraph('第六条 旧。')}</mc:Fallback>",
        paragraph("第一条 新。"),
    ]
    assert addresses(tmp_path, docx(body), "a.docx") == ["1"]


def test_a_document_with_entities_is_refused_unread(tmp_path: Path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document'
    content = document("某办法", "第一条 &b;").replace(b"<w:document", bomb, 1)
    assert refusal(tmp_path, content, "a.docx").code == "text.not-a-document"


def test_a_document_that_unpacks_without_end_is_refused_unread(tmp_path: Path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}>" + " " * 30_000_000 + "</w:document>")
    assert len(file.getvalue()) < 100_000
    assert refusal(tmp_path, file.getvalue(), "a.docx").code == "text.not-a-document"


def test_every_damaged_document_is_refused_or_read(tmp_path: Path):
    whole = bytearray(document("某办法", "第一条 甲。", "第二条 乙。"))
    for place in range(0, len(whole), 3):
        damaged = whole.copy()
        damaged[place] ^= 0xFF
        (tmp_path / "a.docx").write_bytes(damaged)
        assert outcome(tmp_path / "a.docx") in (
            "read",
            "text.not-a-document",
            "text.not-a-measure",
            "text.numbering",
        )


def outcome(path: Path) -> str:
    try:
        read_measure(path)
    except Refused as refused:
        return refused.code
    return "read"


def test_a_file_of_endless_lines_is_refused(tmp_path: Path):
    assert refusal(tmp_path, HEAD + "第一条 甲。\n" * 60_000).code == "text.too-large"


@pytest.mark.parametrize("name", ["xuchang-civil-air-defence.txt", "kaifeng-business-environment.md"])
def test_no_word_of_a_real_measure_is_lost(shared: Path, name: str):
    path = shared / "measures" / name
    read = read_measure(path)
    kept = [chapter.label + chapter.heading + chapter.text for chapter in read.chapters]
    for article in read.articles:
        kept += [article.label, article.text, *(item.label + item.text for item in article.items)]
    body = "".join(path.read_text(encoding="utf-8").split())
    start = body.index("第一章") if read.chapters else body.index("第一条")
    assert sorted("".join("".join([*kept, *read.after]).split())) == sorted(body[start:])
