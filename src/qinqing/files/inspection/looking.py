"""Looking into an attached file without trusting it: everything wrong with it, as far as it can be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qinqing.files.inspection.found import MOST_FOUND, Found, Unfit
from qinqing.files.inspection.office import look_at_package
from qinqing.files.inspection.pdf import look_at_pdf
from qinqing.files.inspection.pictures import look_at_picture
from qinqing.files.inspection.signatures import is_also, kind_by_content
from qinqing.files.limits import MOST_BYTES

PACKAGES = ("docx", "xlsx", "ofd")


def look_into(path: Path, kind: str) -> list[Found]:
    """Everything wrong with the file that should be of `kind`; empty for one that may be kept."""
    if path.stat().st_size > MOST_BYTES:
        return [Found("too_large")]
    found: list[Found] = []
    try:
        for one in _problems(path, path.read_bytes(), kind):
            found.append(one.shortened())
            if len(found) == MOST_FOUND:
                break
    except Unfit as unfit:
        found.append(unfit.found.shortened())
    return list(dict.fromkeys(found))


def _problems(path: Path, data: bytes, kind: str) -> Iterator[Found]:
    if not data:
        yield Found("empty")
        return
    begins = kind_by_content(data)
    if begins != ("package" if kind in PACKAGES else kind):
        yield Found("wrong_type", begins)
        return
    if second := is_also(data, begins):
        yield Found("two_kinds", second)
        return
    if kind in PACKAGES:
        yield from look_at_package(path, kind)
    elif kind == "pdf":
        yield from look_at_pdf(path, data)
    else:
        yield from look_at_picture(data, kind)
