"""The last step looks for itself: every byte of this custody's folder, for every spelling of what must be gone."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from qinqing.record.erasing.subject import Subject


def still_named(subject: Subject) -> list[Path]:
    """Files that hold a mark of theirs. A namesake's, or a longer word with theirs in it, is found too: look there."""
    wanted = spellings(subject)
    return [path for path in files() if any_in(path, wanted)]


def spellings(subject: Subject) -> set[bytes]:
    """As text, as JSON in ASCII, and as programs of other systems write it."""
    found: set[bytes] = set()
    for mark in subject.marks:
        found |= {mark.encode(code) for code in ("utf-8", "utf-16-le", "gb18030")}
        found.add(json.dumps(mark)[1:-1].encode("ascii"))
    return found


def files() -> Iterator[Path]:
    """All but the style sheets, and what an erasure in progress must still know."""
    apart = {settings.STATIC_ROOT, settings.FOLDER / "erasing"}
    for path in sorted(settings.FOLDER.rglob("*")):
        if path.is_file() and not path.is_symlink() and not apart & {*path.parents}:
            yield path


def any_in(path: Path, wanted: set[bytes]) -> bool:
    with path.open("rb") as file:
        if not path.stat().st_size:
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            return any(held.find(mark) >= 0 for mark in wanted)


def mask(path: Path, wanted: set[bytes]) -> None:
    """Every mark overwritten where it stands: whoever appends to the file meanwhile is not disturbed."""
    with path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as held:
        for mark in wanted:
            at = held.find(mark)
            while at >= 0:
                held[at : at + len(mark)] = b"#" * len(mark)
                at = held.find(mark, at + len(mark))
        held.flush()
