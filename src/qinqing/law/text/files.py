"""A file into numbered lines: text, Markdown and pages by line, documents by paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from qinqing.law.text.docx import docx_paragraphs
from qinqing.law.text.encoding import decode
from qinqing.law.text.model import Line
from qinqing.law.text.page import page_lines
from qinqing.refusals import Refused, Say, system_words

MOST_BYTES = 5_000_000
MOST_LINES = 20_000
MARKDOWN = re.compile(r"^\s{0,3}(#{1,6}\s+|>\s?|[*+-]\s+(?=第))|\*\*|__|\\(?=[.()（）])")
RULE = re.compile(r"[-—_=*·•\s]+")
# Invisible, or spaces by another name.
TRIMMED = str.maketrans(
    {**dict.fromkeys("\u3000\xa0", " "), **dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\xad", "")}
)
# Radicals that look like characters: what copying from a PDF leaves of 第⼀条.
RADICALS = re.compile(r"[\u2e80-\u2fd5]")


def numbered_lines(path: Path) -> list[Line]:
    """The lines of a file that hold words, with their numbers; Refused where it cannot be read."""
    data = _bytes(path)
    read = READERS[path.suffix.lower()]
    mark = "¶" if read is docx_paragraphs else ""
    found = read(data, path.name)
    if len(found) > MOST_LINES:
        zh = f"{path.name} 超过 {MOST_LINES} 行，不像一部办法"
        raise _refused(
            "text.too-large", zh, f"{path.name} has over {MOST_LINES} lines: no measure is that long"
        )
    return [
        Line(number, trimmed, f"{path.name}:{mark}{number}")
        for number, words in found
        if (trimmed := trim(words)) and not RULE.fullmatch(trimmed)
    ]


def trim(words: str) -> str:
    plain = words.translate(TRIMMED)
    return RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain).strip()


def _bytes(path: Path) -> bytes:
    name, most = path.name, MOST_BYTES // 1_000_000
    try:
        _look_at(path)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = system_words(error)
        raise _refused(
            "text.unreadable", f"读不了 {path}：{why.zh}", f"cannot read {path}: {why.en}"
        ) from error
    if not data:
        raise _refused("text.empty", f"{name} 是空的", f"{name} is empty")
    if len(data) > MOST_BYTES:
        zh, en = f"{name} 超过 {most} MB，不像一部办法", f"{name} is over {most} MB: no measure is that long"
        raise _refused("text.too-large", zh, en)
    return data


def _look_at(path: Path) -> None:
    """Refused where there is no file of a kind we read."""
    if path.is_dir():
        zh, en = f"{path} 是文件夹，请指明其中的文件", f"{path} is a folder; name the file in it"
        raise _refused("text.folder", zh, en)
    if not path.is_file():
        raise _refused("text.missing", f"没有 {path} 这个文件", f"there is no file {path}")
    if path.suffix.lower() not in READERS:
        zh = f"{path.name}：只读 {'、'.join(READERS)} 文件，请另存为其中一种"
        en = f"{path.name}: only {', '.join(READERS)} files are read; save it as one of them"
        raise _refused("text.kind", zh, en)


def _refused(code: str, zh: str, en: str) -> Refused:
    return Refused(code, Say(zh, en))


def _text(data: bytes, name: str) -> list[tuple[int, str]]:
    return list(enumerate(decode(data, name), 1))


def _markdown(data: bytes, name: str) -> list[tuple[int, str]]:
    """Marks taken away; a comment leaves its line breaks, so that the numbers stay right."""
    text = _without_comments("\n".join(decode(data, name)))
    return [(number, MARKDOWN.sub("", line)) for number, line in enumerate(text.split("\n"), 1)]


def _without_comments(text: str) -> str:
    """Not a regular expression: thousands of comments never closed would take it hours."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*kept, text[at:]])


READERS: dict[str, Callable[[bytes, str], list[tuple[int, str]]]] = {
    ".txt": _text,
    ".md": _markdown,
    ".docx": docx_paragraphs,
    ".html": page_lines,
    ".htm": page_lines,
}
