"""The list of erasures, and what one in progress still has to do: two small things on disk that no rollback undoes.

The list is a line of JSON per erasure and names nobody: pseudonyms, which only this installation's key makes, and the
stand-in. It outlives a restored database, which therefore learns whom to erase again.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from qinqing.record import refusals
from qinqing.record.erasing.subject import Subject
from qinqing.tlog.state import write_whole


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure: `id` tells whether a database knows of it."""

    id: str
    people: tuple[str, ...]
    stand_in: str
    at: str


def lines() -> list[Line]:
    """Every erasure of this installation, oldest first. Failed `erase.list_broken`."""
    path: Path = settings.ERASURES
    if not path.exists():
        return []
    return [_line(number, text) for number, text in enumerate(path.read_text("ascii").splitlines(), start=1)]


def add(line: Line) -> None:
    """Durable when this returns; a line that is there is not written twice."""
    known = lines()
    if any(one.id == line.id for one in known):
        return
    settings.ERASURES.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = "".join(json.dumps(asdict(one), sort_keys=True) + "\n" for one in (*known, line))
    write_whole(settings.ERASURES, text.encode("ascii"))


def _line(number: int, text: str) -> Line:
    try:
        read = json.loads(text)
        line = Line(read["id"], tuple(read["people"]), read["stand_in"], read["at"])
        uuid.UUID(line.id)
    except (ValueError, KeyError, TypeError) as error:
        raise refusals.list_broken(str(settings.ERASURES), number) from error
    return line


# ── in progress ──


@dataclass(frozen=True, slots=True)
class Pending:
    """What must be known to finish an erasure whose rows are gone already. The only place that still names them."""

    line: Line
    subject: Subject

    @property
    def path(self) -> Path:
        return _folder() / self.line.id

    def write(self) -> None:
        _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        said = {"line": asdict(self.line), "subject": _plain(self.subject)}
        write_whole(self.path, json.dumps(said).encode())

    def remove(self) -> None:
        """Overwritten first; nothing where it is gone already."""
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            file.write(bytes(self.path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        self.path.unlink()


def pending() -> Iterator[Pending]:
    """Erasures that were cut short."""
    for path in sorted(_folder().glob("*")):
        if path.name.startswith("."):
            path.unlink()  # never became whole
            continue
        try:
            said = json.loads(path.read_text("utf-8"))
        except ValueError:  # cut while it was overwritten: everything else was done
            path.unlink()
            continue
        line = said["line"]
        yield Pending(
            Line(line["id"], tuple(line["people"]), line["stand_in"], line["at"]), _subject(said["subject"])
        )


def _folder() -> Path:
    folder: Path = settings.FOLDER / "erasing"
    return folder


def _plain(subject: Subject) -> dict[str, Any]:
    return {
        "keys": subject.keys,
        "names": subject.names,
        "stand_in": subject.stand_in,
        "listed": subject.listed,
        "relatives": subject.relatives,
        **{name: sorted(getattr(subject, name)) for name in ("officials", "users", "enterprises")},
    }


def _subject(said: dict[str, Any]) -> Subject:
    return Subject(
        keys=tuple(said["keys"]),
        names=tuple(said["names"]),
        stand_in=said["stand_in"],
        officials=frozenset(said["officials"]),
        users=frozenset(said["users"]),
        enterprises=frozenset(said["enterprises"]),
        listed=tuple(said["listed"]),
        relatives=tuple(said["relatives"]),
    )
