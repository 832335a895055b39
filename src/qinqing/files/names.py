"""Names of files as people gave them: what is wrong with one, and how it is shown. No Django here."""

from __future__ import annotations

import re
import unicodedata

from qinqing.files.limits import LONGEST_NAME, RUN_BY_A_CLICK

# Marks that turn the direction of writing: `file_fdp.exe` reads as `file_exe.pdf` with one of them inside.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# What file systems or headers give a meaning to.
MEANT = re.compile(r'[<>:"/\\|?*;%]')


def extension_of(name: str) -> str:
    """Lower case, without the dot; '' where there is none."""
    _, dot, last = name.rstrip(". ").rpartition(".")
    return unicodedata.normalize("NFKC", last).strip().lower() if dot else ""


def is_unsafe(name: str) -> bool:
    """It leads elsewhere, or reads other than it is: separators, control characters, turned directions."""
    return (
        "/" in name
        or "\\" in name
        or any(char in TURNING or unicodedata.category(char) in ("Cc", "Cs") for char in name)
    )


def poses(name: str) -> bool:
    """`Licence.exe.pdf`: an extension that runs stands before the last one."""
    return any(part.strip().lower() in RUN_BY_A_CLICK for part in name.split(".")[1:-1])


def shown(name: str) -> str:
    """The name safe to show, to store and to put into a header: the last part of it, without marks nobody sees."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    plain = " ".join(MEANT.sub("_", seen).split()).strip(". ")
    stem, dot, extension = plain.rpartition(".")
    if not dot:
        stem, extension = plain, ""
    ending = f".{extension[:10]}" if dot else ""
    return (stem[: LONGEST_NAME - len(ending)].rstrip(". ") or "_") + ending
