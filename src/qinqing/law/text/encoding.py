"""Bytes into words: UTF-8 or GB18030, each alone. A mixture, or neither, is said with its line."""

from __future__ import annotations

from qinqing.refusals import Problem, Refused, Say

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Fewer Chinese characters than this can be read as UTF-8 by accident.
TELLING = 3


def decode(data: bytes) -> str:
    """The text of a file; Refused `text.encoding` naming the line."""
    data = data.removeprefix(BYTE_ORDER_MARK)
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    kinds = [_kind(line) for line in lines]
    if "utf-8" in kinds and "gb18030" in kinds:
        raise _mixed(kinds)
    for number, kind in enumerate(kinds, 1):
        if kind == "neither":
            raise _refused(number, Say("既不是 UTF-8 也不是 GB18030", "is neither UTF-8 nor GB18030"))
    return _plain("\n".join(line.decode("gb18030") for line in lines))


def _kind(line: bytes) -> str:
    """'utf-8' or 'gb18030' where the line tells, 'either' where it does not, 'neither' where it is none."""
    as_utf8, as_gb = _tried(line, "utf-8"), _tried(line, "gb18030")
    if as_utf8 is None:
        return "neither" if as_gb is None else "gb18030"
    return "utf-8" if sum(_is_chinese(c) for c in as_utf8) >= TELLING else "either"


def _tried(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _mixed(kinds: list[str]) -> Refused:
    """Names the first line that is not written as the lines before it."""
    first = next(kind for kind in kinds if kind in ("utf-8", "gb18030"))
    number = next(n for n, kind in enumerate(kinds, 1) if kind in ("utf-8", "gb18030") and kind != first)
    other = next(kind for kind in ("utf-8", "gb18030") if kind != first).upper()
    return _refused(
        number,
        Say(
            f"是 {other}，前面是 {first.upper()}，两种编码混在一起",
            f"is {other} after {first.upper()}: two encodings are mixed",
        ),
    )


def _plain(text: str) -> str:
    """Text, not a program's data: control characters are refused with their line."""
    for number, line in enumerate(text.split("\n"), 1):
        if any(ord(c) < 32 and c not in "\t\r\f\v" for c in line):
            raise _refused(number, Say("有控制字符，不是文本", "holds control characters: this is no text"))
    return text


def _refused(number: int, says: Say) -> Refused:
    return Refused(
        "text.encoding",
        Say(
            "文件编码不对，请另存为 UTF-8 后再试",
            "the file's encoding is wrong; save it as UTF-8 and try again",
        ),
        [Problem(f"第{number}行 line {number}", says)],
    )
