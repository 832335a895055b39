"""What the bureau holds already is filled in or not asked: a pure function of the register and what came before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qinqing.affairs.catalogue.model import CERTIFICATE, PROJECT, Field, Item, Paper, Source


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier application of the same firm: what it answered, the papers it gave, whether it was granted.

    `ref`: what it is called, to say where an answer or a paper comes from · `decision`: what the decision itself
    bears (certificate_no, decided_on) · neither `granted` nor `refused`: not decided, or withdrawn.
    """

    ref: str
    item: str
    fields: Mapping[str, str] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    granted: bool = False
    decision: Mapping[str, str] = field(default_factory=dict)
    refused: bool = False

    @property
    def project(self) -> str:
        return self.fields.get(PROJECT, "")


@dataclass(frozen=True, slots=True)
class Held:
    """`register`: name, key, region of the firm · `earlier`: its applications, the newest first."""

    register: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A field with what is held for it: `value` '' is asked of the firm; `source`, `ref` say where it comes from."""

    field: Field
    value: str = ""
    source: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper: asked of the firm where `source` is ''; else the bureau has it, from there."""

    paper: Paper
    source: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """An item as this firm meets it."""

    answers: tuple[Answer, ...]
    papers: tuple[Brought, ...]

    @property
    def asked_fields(self) -> list[Answer]:
        return [one for one in self.answers if not one.source]

    @property
    def asked_papers(self) -> list[Brought]:
        return [one for one in self.papers if not one.source]

    @property
    def filled(self) -> list[Answer]:
        return [one for one in self.answers if one.source]

    @property
    def not_needed(self) -> list[Brought]:
        return [one for one in self.papers if one.source]

    @property
    def asked(self) -> int:
        """How many fields and papers the firm has to supply itself: the figure the bar of fewer is held against."""
        return len(self.asked_fields) + len(self.asked_papers)


def form_of(
    item: Item, held: Held, project: str | None = None, typed: Mapping[str, str] | None = None
) -> Form:
    """The item's fields and papers, with all that is held filled in.

    `project`: the code of the project it is about; if not said, the newest one this firm had, which it may change.
    `typed`: what the firm answered itself so far; a paper that goes by an answer goes by that one.
    """
    code = _newest_project(held.earlier) if project is None else project
    same = tuple(one for one in held.earlier if code and one.project == code)
    answers = tuple(_answer(one, held, same, code) for one in item.fields)
    now = {one.field.key: one.value for one in answers} | dict(typed or {})
    return Form(answers, tuple(_brought(one, held, same, now) for one in item.papers))


def is_same(item: Item, fields: Mapping[str, str], earlier: Earlier) -> bool:
    """Whether `earlier` was about what these `fields` are about: the same project, or else the same certificate.

    Where neither tells them apart they are not the same: a firm may use several works.
    """
    if earlier.project and PROJECT in item.field:
        return earlier.project == fields.get(PROJECT, "").strip()
    field = item.number_of(earlier.item)
    number = fields.get(field.key, "").strip() if field else ""
    known = (earlier.decision.get(CERTIFICATE), earlier.fields.get(field.key)) if field else ()
    return bool(number) and number in known


def _newest_project(earlier: Iterable[Earlier]) -> str:
    return next((one.project for one in earlier if one.project), "")


def _answer(asked: Field, held: Held, same: tuple[Earlier, ...], code: str) -> Answer:
    if asked.key == PROJECT:
        known = code and bool(same)
        return Answer(asked, code, "project", same[0].ref) if known else Answer(asked, code)
    if asked.source.kind == "register":
        value = held.register.get(asked.source.name, "")
        return Answer(asked, value, "register" if value else "")
    for one in _where(asked.source, held, same):
        value = _value(asked, one)
        if value:
            return Answer(asked, value, asked.source.kind, one.ref)
    return Answer(asked)


def _value(asked: Field, earlier: Earlier) -> str:
    name = asked.source.name or asked.key
    if asked.source.kind == "decision":
        return earlier.decision.get(name, "") or earlier.fields.get(name, "")
    return earlier.fields.get(name, "")


def _brought(paper: Paper, held: Held, same: tuple[Earlier, ...], now: Mapping[str, str]) -> Brought:
    source = paper.source
    if source.kind == "register":
        return Brought(paper, "register")
    earlier = _alike(source, held, now) if source.kind == "same" else _where(source, held, same)
    for one in earlier:
        if source.kind == "decision" or paper.key in one.papers:
            return Brought(paper, source.kind, one.ref)
    # Decided before this platform was: handed in once for the project, a copy is not asked for again.
    given = (one for one in same if source.kind == "decision" and paper.key in one.papers)
    return next((Brought(paper, "project", one.ref) for one in given), Brought(paper))


def _alike(source: Source, held: Held, now: Mapping[str, str]) -> Iterable[Earlier]:
    """Those with the same answer to the field it goes by; none while that is not answered."""
    answer = now.get(source.name, "").strip()
    return (one for one in held.earlier if answer and one.fields.get(source.name, "").strip() == answer)


def _where(source: Source, held: Held, same: tuple[Earlier, ...]) -> Iterable[Earlier]:
    """The earlier applications a source looks into, the newest first.

    A decision of another project is no decision on this one: where the earlier item has projects, it is looked for
    among this project's alone.
    """
    if source.kind == "last":
        return held.earlier
    if source.kind == "project":
        return same
    if source.kind != "decision":
        return ()
    granted = [one for one in held.earlier if one.item == source.item and one.granted]
    return [one for one in granted if not one.project or one in same]
