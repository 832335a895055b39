"""Writes the bureau's values file, as a page does after a person confirmed or set something."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from qinqing.law.values.bureau import Said, read_bureau_tree
from qinqing.law.values.inforce import Values
from qinqing.law.values.model import Items, Plain
from qinqing.law.values.reading import read_text
from qinqing.refusals import Failed, Say, system_words

HEAD = """# 本单位确认和设定的数值 · Values the bureau confirmed or set
# confirmed: 按样例采用 · samples taken as they are    values: 自该日起适用 · the bureau's own, from that day
"""

OwnValues = Mapping[str, Mapping[date, Plain]]


def write_values(path: Path, confirmed: Iterable[str] = (), values: OwnValues | None = None) -> Values:
    """Replaces `path` whole or not at all, and returns what it now says; comments of the old file go.

    `values`: id → day → value. Refused `values.refused` with every problem, the old file untouched; Failed if
    the folder cannot be written.
    """
    text = render(confirmed, values or {})
    said = Said()
    read_bureau_tree(path.name, read_text(text, path.name, said.problems), said)
    read = Values.of(said)
    try:
        _replace(path, text)
    except OSError as error:
        why = system_words(error)
        says = Say(f"写不了 {path}：{why.zh}", f"cannot write {path}: {why.en}")
        raise Failed("values.unwritable", says) from error
    return read


def render(confirmed: Iterable[str], values: OwnValues) -> str:
    """The file's text; ids in order, days in order of time."""
    lines = [HEAD, "confirmed:" if confirmed else "confirmed: []"]
    lines += [f"  - {id}" for id in sorted(confirmed)]
    lines += ["values:" if values else "values: {}"]
    for id in sorted(values):
        lines += [f"  {id}:", *(f"    {day}: {_written(values[id][day])}" for day in sorted(values[id]))]
    return "\n".join(lines) + "\n"


def _written(plain: Plain) -> str:
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, Say):
        return f"{{zh: {_quoted(plain.zh)}, en: {_quoted(plain.en)}}}"
    if isinstance(plain, Items):
        return "{" + ", ".join(f"{key}: {_written(Say(zh, en))}" for key, zh, en in plain) + "}"
    if isinstance(plain, Decimal):
        return f"{plain:f}"
    return _quoted(plain) if isinstance(plain, str) else str(plain)


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"


def _replace(path: Path, text: str) -> None:
    """Written beside it, on the disk, then renamed over it: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
