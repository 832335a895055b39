"""An invented measure, in the shapes a bureau may have it, for the tests of reading."""

from __future__ import annotations

import io
import zipfile

from qinqing.law.numerals import write_numeral

TITLE = "清宁市亲清往来办法（虚构）"
HEAD = [TITLE, "（清政办〔2024〕7号）", "2024年3月1日 清宁市人民政府办公室印发"]


def article(number: int, words: str = "各单位应当按期办结。") -> str:
    return f"第{write_numeral(number)}条　{words}"


def lines() -> list[str]:
    """Three chapters, nine articles; article 4 has two levels of items, 5之一 is inserted, 9 takes effect."""
    return [
        *HEAD,
        "第一章　总　则",
        article(1, "为了规范往来，制定本办法（依据清政〔2020〕9号）。"),
        article(2),
        "第二章　正面清单",
        article(3),
        article(4, "办理事项应当做到："),
        "（一）一次告知；",
        "（二）按期办结：",
        "1.先收件；",
        "2.后审查。",
        "（三）结果公开。",
        article(5),
        "第五条之一　承诺应当兑现。",
        article(6, "遇有特殊情形的，按照下列规定办理。"),
        "第三条规定的事项，从其规定。",
        "第三章　附　则",
        article(7),
        article(8),
        article(9, "本办法自2024年5月1日起施行。"),
    ]


def text() -> str:
    return "\n".join(lines()) + "\n"


def page() -> str:
    """A saved web page: menus, scripts and a footer around the words."""
    body = "".join(f"<p>　　{line}</p>\n" for line in lines()[1:])
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>某网站</title><style>p{}</style></head><body>"
        "<nav><ul><li>第一条 首页</li><li>政务公开</li></ul></nav><script>var 第一条 = 1;</script>"
        f"<div><h1>{TITLE}</h1><div class='c'>{body}</div></div><footer><p>第一百条 版权所有</p></footer></body></html>"
    )


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(words: str, list_id: int | None = None, level: int = 0) -> str:
    listed = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
        if list_id
        else ""
    )
    return f"<w:p>{listed}<w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(paragraphs: list[str], numbering: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        )
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {W}>{numbering}</w:numbering>")
    return out.getvalue()


AUTOMATIC = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
