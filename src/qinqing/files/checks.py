"""What is checked of files that came in: name, extension and size before a byte is read, then the content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qinqing.files import names, refusals
from qinqing.files.content_refusals import of_content
from qinqing.files.inspecting import inspect
from qinqing.files.limits import DRAWINGS, MOST_BYTES, MOST_FILES, Kind, kind_of_extension
from qinqing.files.store import Incoming
from qinqing.refusals import Refused

# The name of the file it is about, and what is wrong.
Trouble = tuple[str, Refused]


@dataclass(frozen=True, slots=True)
class File:
    """An upload with its name as given and the size it says it has."""

    upload: Any
    name: str
    size: int

    @property
    def shown(self) -> str:
        return names.shown(self.name)

    def kind_of(self, accepts: Sequence[str]) -> Kind:
        kind = kind_of_extension(names.extension_of(self.name), tuple(accepts))
        assert kind, "refused before"
        return kind


def problems_before(files: Sequence[File], accepts: Sequence[str]) -> list[Trouble]:
    """Everything that can be said without reading."""
    if not files:
        return [("", refusals.nothing_given())]
    troubles = [(file.shown, refused) for file in files for refused in _of_name_and_size(file, accepts)]
    if len(files) > MOST_FILES:
        troubles.append(("", refusals.too_many()))
    if len(files) > 1 and sum(file.size for file in files) > MOST_BYTES:
        troubles.append(("", refusals.too_large_together()))
    return troubles


def _of_name_and_size(file: File, accepts: Sequence[str]) -> list[Refused]:
    extension = names.extension_of(file.name)
    found = []
    if names.is_unsafe(file.name):
        found.append(refusals.name_unsafe())
    if names.poses(file.name):
        found.append(refusals.name_poses())
    if extension in DRAWINGS:
        found.append(refusals.drawing(extension))
    elif kind_of_extension(extension, tuple(accepts)) is None:
        found.append(refusals.not_accepted(names.shown(extension)[:10] if extension else "", accepts))
    if file.size > MOST_BYTES:
        found.append(refusals.too_large())
    return found


def look(file: File, what: Incoming, accepts: Sequence[str]) -> list[Trouble]:
    """Everything wrong with the content, found in a process of its own."""
    found = inspect(what.path, file.kind_of(accepts).key)
    return [(file.shown, of_content(one)) for one in found]
