"""Lines of a saved web page: its blocks in order, each with the line of the file it begins on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from qinqing.law.text.encoding import decode
from qinqing.refusals import Refused, Say

DECLARATION = re.compile(r"^[ \t]*<\?xml[^>]*\?>")
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,20})""", re.IGNORECASE)
# What a page may declare, and what we read it as; whatever else it declares is not believed.
DECLARED = {"utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
LEFT_OUT = re.compile(
    "head|script|style|nav|footer|aside|noscript|template|button|select|textarea|iframe|svg|object"
)
# Names by which pages mark what is not their content.
BESIDE = re.compile("nav|navbar|menu|footer|breadcrumbs?|crumbs?|share|sidebar|toolbar")
BLOCK = re.compile(
    "address|article|blockquote|body|br|caption|center|dd|div|dl|dt|fieldset|figure|form|h[1-6]|header|hr|html|li|main|"
    "ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
SPACES = re.compile(r"[ \t\r\n\f]+")


def page_lines(data: bytes, name: str) -> list[tuple[int, str]]:
    """(line number, words) of every block; Refused where this is no page."""
    declared = CHARSET.search(data)
    prefer = DECLARED.get(declared[1].decode("ascii", "replace").lower() if declared else "", "utf-8")
    text = "\n".join(decode(data, name, prefer))
    try:
        root = html.document_fromstring(DECLARATION.sub("", text))
    except (etree.LxmlError, ValueError) as error:
        says = Say(f"{name} 不是能读的网页文件", f"{name} is no web page we can read")
        raise Refused("text.not-a-page", says) from error
    return _Page().read(root)


@dataclass
class _Page:
    lines: list[tuple[int, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    number: int = 1
    started: int = 1
    preformatted: int = 0

    def read(self, root: html.HtmlElement) -> list[tuple[int, str]]:
        """Not recursive: pages may be deep."""
        left_out = None
        for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event == "start" and left_out is None:
                left_out = node if _is_beside(node) else None
                self._open(node, left_out is not None)
            elif event == "end" and node is left_out:
                left_out = None
                self._close(node)
            elif event == "end" and left_out is None:
                self._close(node)
            elif event in ("comment", "pi") and left_out is None:
                self._add(node.tail)
        self._break()
        return self.lines

    def _open(self, node: html.HtmlElement, left_out: bool) -> None:
        self.number = node.sourceline or self.number
        if BLOCK.fullmatch(node.tag):
            self._break()
        self.preformatted += node.tag == "pre"
        if not left_out:
            self._add(node.text)

    def _close(self, node: html.HtmlElement) -> None:
        self.preformatted -= node.tag == "pre"
        if BLOCK.fullmatch(node.tag):
            self._break()
        self._add(node.tail)

    def _add(self, text: str | None) -> None:
        for n, part in enumerate((text or "").split("\n")):
            self.number += n > 0
            if n and self.preformatted:
                self._break()
            if not self.words and not part.strip():
                continue
            if not self.words:
                self.started = self.number
            self.words += [" "] if n else []
            self.words.append(part)

    def _break(self) -> None:
        line = SPACES.sub(" ", "".join(self.words))
        if self.words:
            self.lines.append((self.started, line))
        self.words = []


def _is_beside(node: html.HtmlElement) -> bool:
    names = [*node.get("class", "").lower().split(), node.get("id", "").lower()]
    named = node.tag not in ("html", "body") and any(BESIDE.fullmatch(name) for name in names)
    return named or bool(LEFT_OUT.fullmatch(node.tag))
