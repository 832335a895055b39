"""What a service item is: a package of data a bureau writes without code. Texts in both languages are `Say`s."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from qinqing.law.values import Citation
from qinqing.refusals import Say

NATURES = {
    "licence": Say("行政许可", "licence"),
    "filing": Say("备案登记", "filing"),
    "fee": Say("行政征收", "fee"),
    "service": Say("公共服务", "service"),
}
KINDS = ("text", "number", "area", "money", "date", "choice", "yes_no")
CLASSES = {
    "public": Say("可以公开", "public"),
    "internal": Say("内部", "internal"),
    "not_online": Say("不上网，当面交", "never online, handed over at the counter"),
}
# Who takes a step or extends the time: the roles of the platform, in an item's own words.
PEOPLE = {
    "clerk": Say("窗口人员", "counter staff"),
    "reviewer": Say("审查人员", "reviewer"),
    "inspector": Say("核查人员", "inspector"),
    "leader": Say("负责人", "head of the office"),
}
DECIDERS = {
    "other": Say("经办的人不作决定，由另一人决定", "decided by somebody else than the handler"),
    "handler": Say("由经办人办结", "settled by the handler"),
}
UNITS = ("workday", "day")
GRANTED = "granted"
# The field that says which project it is: one code from approval to use.
PROJECT = "project_code"
# What a decision is known by.
CERTIFICATE, DECIDED = "certificate_no", "decided_on"


class Source(NamedTuple):
    """From where an answer or a paper comes that the firm need not bring again.

    `kind`: '' asked of the firm · register: the firm register · last: this firm's newest earlier application ·
    project: its newest one on the same project · same: its newest one with the same answer to the field `name` ·
    decision: what the bureau itself decided on `item`.
    `name`: the column of the register, the field of the decision or the field compared; '' means the same key.
    """

    kind: str = ""
    item: str = ""
    name: str = ""


ASKED = Source()
REGISTER_COLUMNS = ("name", "key", "region")


class Choice(NamedTuple):
    key: str
    label: Say


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form."""

    key: str
    label: Say
    kind: str
    required: bool
    source: Source
    choices: tuple[Choice, ...]
    help: Say | None


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `kind`: a word of CLASSES; one that is never online leaves only its number here.

    `each_time`: why it is asked at every application, where nothing the bureau holds can stand for it.
    """

    key: str
    title: Say
    kind: str
    required: bool
    source: Source
    help: Say | None
    each_time: Say | None = None


@dataclass(frozen=True, slots=True)
class Step:
    key: str
    title: Say
    by: str
    what: Say


@dataclass(frozen=True, slots=True)
class Office:
    """A matter that is not this bureau's, and whose it is."""

    matter: Say
    office: Say


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the law says it, and how sure we are of that: a word of the values' confidences."""

    citations: tuple[Citation, ...]
    confidence: str

    @property
    def says(self) -> Say:
        return Say(
            "；".join(cited.says.zh for cited in self.citations),
            "; ".join(cited.says.en for cited in self.citations),
        )


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee by the published standard: `fee` names its line in the fee catalogue, `quantity` the field multiplied.

    An item never says an amount. `rule`: the value that says who may reduce it.
    """

    fee: str
    title: Say
    quantity: str
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A promised limit the bureau may take: a dated value, or `n` of `unit` with where it comes from."""

    value: str = ""
    n: int = 0
    unit: str = ""
    source: Say | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold for a decision at once; exactly one of its ways is filled.

    `field` with `equals` or `at_most` (the id of a dated value) or given · `paper` given · `decision`: granted before,
    on the same project or works, with the same answers to the fields `unchanged`.
    """

    field: str = ""
    equals: str = ""
    at_most: str = ""
    paper: str = ""
    decision: str = ""
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One service item. `limit`, `extension`: ids of dated values, '' where no law known to us says one.

    `own_limits`: values that bind the firm, not the bureau. `unsure`: what we do not know and say so.
    `digest`: SHA-256 of the files it was read from: which text an application was judged by.
    `own`: written by the bureau, not shipped · `text`, `common`: those files as they lay there, (name, text) each common part.
    """

    key: str
    title: Say
    nature: str
    gist: Say
    for_whom: Say
    basis: tuple[Basis, ...]
    limit: str
    extension: str
    extended_by: str
    promise: Sample | None
    own_limits: tuple[str, ...]
    decider: str
    at_once: tuple[Condition, ...]
    fees: tuple[Fee, ...]
    fields: tuple[Field, ...]
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    offices: tuple[Office, ...]
    unsure: tuple[Say, ...]
    digest: str
    path: Path
    own: bool
    text: str
    common: tuple[tuple[str, str], ...]

    @property
    def nature_says(self) -> Say:
        return NATURES[self.nature]

    @property
    def decider_says(self) -> Say:
        return DECIDERS[self.decider]

    @property
    def wanted(self) -> list[Field | Paper]:
        """All that is asked for: fields, then papers."""
        return [*self.fields, *self.papers]

    @cached_property
    def field(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}

    def number_of(self, decided: str) -> Field | None:
        """The field that says which decision on the item `decided` is meant: filled in with its certificate's number."""
        source = Source("decision", decided, CERTIFICATE)
        return next((field for field in self.fields if field.source == source), None)

    @cached_property
    def paper(self) -> dict[str, Paper]:
        return {paper.key: paper for paper in self.papers}
