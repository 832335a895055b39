"""Bytes into words: UTF-8 or GB18030, each alone. A mixture, or neither, is said with its lines."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from qinqing.refusals import Problem, Refused, Say

NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}
# Four Chinese characters in a row as UTF-8 writes them: never found by accident in a line of GB18030.
UTF8_RUN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80[\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]){4}")
FEW = 3
LINE_BREAK = re.compile(rb"\r\n|\r|\n")
LOST = "\ufffd"
NO_TEXT = re.compile(f"[\x00-\x08\x0e-\x1f{LOST}]")


def decode(data: bytes, name: str, prefer: str = "utf-8") -> list[str]:
    """The lines of the file `name`; Refused `text.encoding` naming each line that cannot be right.

    Where both encodings would do for every line, as for a few letters, `prefer` decides.
    """
    marked = data.startswith(codecs.BOM_UTF8)
    lines = LINE_BREAK.split(data.removeprefix(codecs.BOM_UTF8))
    kinds = [_kind(line) for line in lines]
    encoding = "utf-8" if marked else _main(kinds) or prefer
    problems = [
        Problem(f"{name}:{number}", says)
        for number, kind in enumerate(kinds, 1)
        if (says := _wrong(kind, encoding))
    ]
    if problems:
        raise _refused(problems)
    return _plain([line.decode(encoding) for line in lines], name)


def _main(kinds: list[str]) -> str | None:
    """The encoding a file begins in, unless few of its lines are: those are then the ones to name."""
    told = [kind for kind in kinds if kind in NAMES]
    counted = Counter(told)
    return max(counted, key=lambda kind: counted[kind] * (FEW if kind == told[0] else 1), default=None)


def _kind(line: bytes) -> str:
    """'utf-8' or 'gb18030' where the line tells, 'either' where it does not, 'both' or 'neither' where it is wrong."""
    if line.isascii():
        return "either"
    as_utf8, as_gb = _tried(line, "utf-8"), _tried(line, "gb18030")
    if as_utf8 is None and as_gb is None:
        return "neither"
    if as_utf8 is None:
        return "both" if UTF8_RUN.search(line) else "gb18030"
    # Hardly any line of GB18030 is well-formed UTF-8 by accident, and then not one of Chinese characters.
    return "utf-8" if as_gb is None or any("\u4e00" <= c <= "\u9fff" for c in as_utf8) else "either"


def _tried(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wrong(kind: str, encoding: str) -> Say | None:
    other = next(name for name in NAMES if name != encoding)
    if kind == other:
        here, rest = NAMES[other], NAMES[encoding]
        return Say(
            f"这一行是 {here}，文件其余是 {rest}，两种编码混在一起",
            f"this line is {here}, the rest of the file {rest}: two encodings are mixed",
        )
    if kind == "both":
        return Say("这一行里 UTF-8 和 GB18030 混在一起", "this line mixes UTF-8 and GB18030")
    if kind == "neither":
        return Say("这一行既不是 UTF-8 也不是 GB18030", "this line is neither UTF-8 nor GB18030")
    return None


def _plain(lines: list[str], name: str) -> list[str]:
    """Text, not a program's data: control characters and characters lost earlier are refused with their line."""
    control = Say("有控制字符，不是文本", "holds control characters: this is no text")
    lost = Say(
        "有“\ufffd”：此前转换时已丢失文字", "holds “\ufffd”: characters were lost in an earlier conversion"
    )
    problems = [
        Problem(f"{name}:{number}", lost if LOST in line else control)
        for number, line in enumerate(lines, 1)
        if NO_TEXT.search(line)
    ]
    if problems:
        raise _refused(problems)
    return lines


def _refused(problems: list[Problem]) -> Refused:
    says = Say(
        "文件编码不对，没有载入；请另存为 UTF-8 后再试",
        "the file's encoding is wrong, nothing was loaded; save it as UTF-8 and try again",
    )
    return Refused("text.encoding", says, problems)
