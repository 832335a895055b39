"""The packaged values: one YAML file per subject, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qinqing.law.slots import Slots
from qinqing.law.values.entries import read_value
from qinqing.law.values.model import Value
from qinqing.law.values.reading import read_tree
from qinqing.law.values.words import Vocabulary, read_vocabulary
from qinqing.refusals import Problem, Refused, Say

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Values by id in the order of the files; `subjects`: file name without ending → its title."""

    values: dict[str, Value]
    subjects: dict[str, Say]
    words: Vocabulary


def load_catalogue() -> dict[str, Value]:
    """The packaged values by id."""
    return packaged().values


def source_of(id: str) -> Say:
    """Where the newest of a value stands, in words; for what cites the law without needing the number."""
    return packaged().values[id].dated[-1].source


@cache
def packaged() -> Catalogue:
    """Read once. Refused `values.catalogue` with every problem in the files."""
    problems: list[Problem] = []
    catalogue = read_catalogue(HERE, problems)
    if problems:
        raise Refused(
            "values.catalogue",
            Say("数值目录有误，请逐条改正", "the values have mistakes; mend each"),
            problems,
        )
    return catalogue


@cache
def catalogue_digest() -> str:
    """SHA-256 over the names and bytes of the packaged files: which catalogue this is."""
    total = hashlib.sha256()
    for path in sorted(HERE.rglob("*.yaml")):
        content = path.read_bytes()
        total.update(f"{path.relative_to(HERE).as_posix()}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def read_catalogue(folder: Path, problems: list[Problem]) -> Catalogue:
    """The values in `folder`/*.yaml, written in the words of `folder`/vocabulary; mistakes go to `problems`."""
    found = Catalogue({}, {}, read_vocabulary(folder / "vocabulary", problems))
    for path in sorted(folder.glob("*.yaml")):
        _read_subject(path, found, problems)
    return found


def _read_subject(path: Path, found: Catalogue, problems: list[Problem]) -> None:
    slots = Slots(path.name, read_tree(path, problems), problems)
    found.subjects[path.stem] = slots.say("subject")
    for id, given in Slots(f"{path.name}: values", slots.given.pop("values", None), problems).given.items():
        entry = Slots(f"{path.name}: {id}", given, problems)
        if id in found.values:
            entry.note(
                f"这个数值已写在 {found.values[id].subject}.yaml",
                f"this value stands in {found.values[id].subject}.yaml",
            )
        found.values[id] = read_value(id, path.stem, entry, found.words)
    slots.close()
