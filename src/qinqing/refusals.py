"""What may be refused, said the same way everywhere: what, where, why, what to do now.

Used by the Django-free packages and the platform alike. Exit codes follow one scheme for every
command: 0 ran, 1 a threshold was reached, 2 refused (`Refused`), 3 the machine failed us (`Failed`).
"""

from __future__ import annotations

import errno
import locale
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple

SHOWN_PROBLEMS = 100
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # a disk that takes no more: failed, not refused
# The language of whoever is being answered, while they are: a page's reader, not the server's own shell.
_answering: ContextVar[str | None] = ContextVar("answering", default=None)


class Say(NamedTuple):
    """One sentence in both languages of the interface."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if spoken_language() == "zh" else self.en


def in_both(words: str | Say) -> Say:
    """A name or number stands as it is in either language."""
    return words if isinstance(words, Say) else Say(words, words)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the input: `where` it is (file, row, column; line; article; in both languages where it is
    said in words) and what to do.

    `at`: the same place for a program, as a JSON pointer into what was sent; '' where there is none.
    `code`: where it is a refusal of its own, its code word; for programs, pages say it in words.
    """

    where: str | Say
    says: Say
    at: str = ""
    code: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.says}" if self.where else str(self.says)


class Refused(Exception):
    """Input we do not take. Carries a code word for machines and every problem for people.

    `remedy`: what to do now; `cites`: the place in the law it rests on, in words. Both are said after `says`.
    `total` counts the problems found when only the first ones are carried.
    """

    def __init__(
        self,
        code: str,
        says: Say,
        problems: Sequence[Problem] = (),
        *,
        remedy: Say | None = None,
        cites: Say | None = None,
        total: int | None = None,
    ):
        super().__init__(code)
        self.code = code
        self.what, self.remedy = says, remedy
        self.says = _one_after_another(
            says, remedy, Say(f"依据：{cites.zh}。", f"Source: {cites.en}.") if cites else None
        )
        self.problems = tuple(problems[:SHOWN_PROBLEMS])
        self.total = len(problems) if total is None else total

    def __str__(self) -> str:
        return "\n".join([f"{self.says} [{self.code}]", *(f"  {p}" for p in self.problems), *self._rest()])

    def _rest(self) -> list[str]:
        hidden = self.total - len(self.problems)
        return (
            [f"  {Say(f'另有 {hidden} 处，合计 {self.total} 处', f'{hidden} more, {self.total} in all')}"]
            if hidden
            else []
        )


def _one_after_another(*said: Say | None) -> Say:
    sentences = [one for one in said if one]
    return Say("".join(one.zh for one in sentences), " ".join(one.en for one in sentences))


class Failed(Exception):
    """The machine failed us (no space, no engine): not the input's fault. Exit 3. `remedy` as in `Refused`."""

    def __init__(self, code: str, says: Say, *, remedy: Say | None = None):
        super().__init__(code)
        self.code = code
        self.what, self.remedy = says, remedy
        self.says = _one_after_another(says, remedy)

    def __str__(self) -> str:
        return f"{self.says} [{self.code}]"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within the block every `Say` speaks 'zh' or 'en', whatever the environment says."""
    token = _answering.set(language)
    try:
        yield
    finally:
        _answering.reset(token)


# What the system most often answers, in words; it speaks English only.
SYSTEM_SAYS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EEXIST: "已经有同名的文件",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "是文件，不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ECONNREFUSED: "那里没有程序在应答",
    errno.ECONNRESET: "对方断开了连接",
    errno.EHOSTUNREACH: "到不了那台电脑",
    errno.ENETUNREACH: "网络不通",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


class NotRegular(OSError):
    """A pipe, a socket or a device where a file should be: whoever reads it may wait for ever."""

    says = Say("不是普通文件（是管道、套接字或设备）", "not a regular file: a pipe, a socket or a device")

    def __init__(self) -> None:
        super().__init__(self.says.en)


def system_words(error: BaseException) -> Say:
    """Why the system refused, for the middle of a sentence in either language."""
    if isinstance(error, NotRegular):
        return error.says
    english = getattr(error, "strerror", None) or str(error)
    return Say(SYSTEM_SAYS.get(getattr(error, "errno", None) or 0, english), english)


def spoken_language() -> str:
    """The language being answered in; else 'zh' unless QINQING_LANG or the locale asks for English."""
    if answering := _answering.get():
        return answering
    asked = os.environ.get("QINQING_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    asked = asked or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return "en" if asked.lower().startswith("en") else "zh"
