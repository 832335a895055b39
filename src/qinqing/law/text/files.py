"""A file into numbered lines: text and Markdown by line, documents and pages by paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html

from qinqing.law.text.docx import docx_paragraphs
from qinqing.law.text.encoding import decode
from qinqing.law.text.model import Line
from qinqing.refusals import Refused, Say

MOST_BYTES = 5_000_000
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
MARKDOWN = re.compile(r"^\s{0,3}(#{1,6}\s+|>\s?|[*+-]\s+(?=第))|\*\*|__|\\(?=[.()（）])")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
LEFT_OUT = (
    "script",
    "style",
    "nav",
    "header",
    "footer",
    "aside",
    "noscript",
    "template",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
)
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "tr",
    "section",
    "article",
    "blockquote",
    "pre",
    "br",
    "dd",
    "dt",
    "center",
}


def numbered_lines(path: Path) -> list[Line]:
    """The non-empty lines of a file with their numbers; Refused where it cannot be read."""
    read = READERS.get(path.suffix.lower())
    if read is None:
        known = "、".join(READERS)
        raise Refused(
            "text.kind",
            Say(f"{path.name}：只读 {known} 文件", f"{path.name}: only {', '.join(READERS)} files are read"),
        )
    words = read(_bytes(path))
    return [Line(number, trimmed) for number, line in enumerate(words, 1) if (trimmed := trim(line))]


def trim(line: str) -> str:
    return line.replace("\u3000", " ").replace("\xa0", " ").replace("\ufeff", "").strip()


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(
                "text.too-large",
                Say(
                    f"{path.name} 超过 {MOST_BYTES // 1_000_000} MB，不像一部办法",
                    f"{path.name} is over {MOST_BYTES // 1_000_000} MB: no measure is that long",
                ),
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(
            "text.unreadable",
            Say(f"读不了 {path}：{error.strerror}", f"cannot read {path}: {error.strerror}"),
        ) from error


def _text(data: bytes) -> list[str]:
    return decode(data).split("\n")


def _markdown(data: bytes) -> list[str]:
    """Marks taken away; a comment leaves its line breaks, so that the numbers stay right."""
    text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), decode(data))
    return [MARKDOWN.sub("", line) for line in text.split("\n")]


def _page(data: bytes) -> list[str]:
    try:
        root = html.document_fromstring(DECLARATION.sub("", decode(data)))
    except (etree.ParserError, ValueError) as error:
        raise Refused(
            "text.not-a-page", Say("这不是能读的网页文件", "this is no web page we can read")
        ) from error
    for element in root.xpath("|".join(f"//{name}" for name in (*LEFT_OUT, "head"))):
        element.drop_tree()
    parts: list[str] = []
    _collect(root, parts)
    return [re.sub(r"[ \t\r\n]+", " ", line) for line in "".join(parts).split("\f")]


def _collect(element: html.HtmlElement, parts: list[str]) -> None:
    """Text in document order; a form feed wherever a block begins or ends. Not recursive: pages may be deep."""
    for action, node in etree.iterwalk(element, events=("start", "end", "comment")):
        if action == "comment":
            parts.append(node.tail or "")
        elif action == "start":
            parts.append("\f" if node.tag in BLOCKS else "")
            parts.append((node.text or "").replace("\f", " "))
        else:
            parts.append("\f" if node.tag in BLOCKS else "")
            parts.append((node.tail or "").replace("\f", " "))


READERS: dict[str, Callable[[bytes], list[str]]] = {
    ".txt": _text,
    ".md": _markdown,
    ".docx": docx_paragraphs,
    ".html": _page,
    ".htm": _page,
}
