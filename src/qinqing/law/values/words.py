"""The words values are written with (`vocabulary/`): documents they cite, events they count from, their units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qinqing.law.slots import Slots
from qinqing.law.values.kinds import read_whole
from qinqing.law.values.model import Document
from qinqing.law.values.reading import Tree, read_tree
from qinqing.law.values.spans import read_span_end, read_span_start
from qinqing.refusals import Problem, Say

DOCUMENT_KINDS = ("law", "regulation", "rule", "local", "party", "document", "standard", "report", "house")
WORKDAY_WORDS = ("all", "none", "written", "unsaid")


@dataclass(frozen=True, slots=True)
class Unit:
    """`kinds`: which kinds of value it measures. `says`: how a number reads with it; `one` for exactly 1."""

    kinds: tuple[str, ...]
    says: Say
    one: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    documents: dict[str, Document]
    events: dict[str, Say]
    units: dict[str, Unit]


def read_vocabulary(folder: Path, problems: list[Problem]) -> Vocabulary:
    """Read from `folder`/sources.yaml, events.yaml, units.yaml; what is wrong is added to `problems`."""
    sources = Slots("sources.yaml", read_tree(folder / "sources.yaml", problems), problems)
    issuers = _says_by_word("sources.yaml", sources.given.get("issuers"), problems)
    documents = _mapping("sources.yaml", sources.given.get("documents"), problems)
    units = _mapping("units.yaml", read_tree(folder / "units.yaml", problems), problems)
    return Vocabulary(
        {
            id: _document(id, Slots(f"sources.yaml: {id}", given, problems), issuers)
            for id, given in documents.items()
        },
        _says_by_word("events.yaml", read_tree(folder / "events.yaml", problems), problems),
        {word: _unit(Slots(f"units.yaml: {word}", given, problems)) for word, given in units.items()},
    )


def _mapping(where: str, given: Tree, problems: list[Problem]) -> dict[str, Tree]:
    return Slots(where, given, problems).given


def _says_by_word(where: str, given: Tree, problems: list[Problem]) -> dict[str, Say]:
    words = _mapping(where, given, problems)
    return {word: Slots(where, {word: says}, problems).say(word) for word, says in words.items()}


def _unit(slots: Slots) -> Unit:
    kinds = tuple(str(kind) for kind in slots.items("kinds"))
    unit = Unit(kinds, Say(slots.word("zh"), slots.word("en")), slots.word("one"))
    slots.close()
    return unit


def _document(id: str, slots: Slots, issuers: dict[str, Say]) -> Document:
    issuer = slots.word("issuer")
    if issuer and issuer not in issuers:
        slots.note(f"没有制定机关 {issuer}", f"there is no issuer {issuer}")
    slots.given.pop("basis", None)
    document = Document(
        id=id,
        kind=slots.word("kind", DOCUMENT_KINDS),
        title=Say(slots.word("zh"), slots.word("en")),
        number=str(slots.given.pop("number", "")),
        issuer=issuers.get(issuer, Say("", "")),
        since=_day(slots, "since"),
        until=_day(slots, "until"),
        text_of=_day(slots, "text_of"),
        workdays=_workdays(slots),
    )
    slots.close()
    return document


def _day(slots: Slots, name: str) -> date | None:
    given = slots.given.pop(name, None)
    if given is None:
        return None
    day = read_span_end(given) if name == "until" else read_span_start(given)
    if day is None:
        slots.note(f"{name} 应是日期、年月或者年份", f"{name} should be a date, a month or a year")
        return None
    return day.day


def _workdays(slots: Slots) -> str | tuple[int, ...]:
    given = slots.given.pop("workdays", "unsaid")
    lengths = [read_whole(n) for n in given] if isinstance(given, list) else []
    if isinstance(given, list) and None not in lengths:
        return tuple(n for n in lengths if n is not None)
    if given not in WORKDAY_WORDS:
        choices = " | ".join(WORKDAY_WORDS)
        slots.note(
            f"workdays 应是 {choices} 或者天数列表", f"workdays should be {choices} or a list of lengths"
        )
    return str(given)
