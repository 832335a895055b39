"""The shapes the interface takes and gives. Texts people read come in both languages, days as ISO dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from qinqing.affairs.catalogue.model import CLASSES, KINDS
from qinqing.affairs.filled import LONGEST_NUMBER
from qinqing.files.limits import MOST_FILES
from qinqing.record.words import LONGEST

MOST_ENTRIES = 200
Name = Annotated[str, Field(max_length=60)]
Words = Annotated[str, Field(max_length=LONGEST)]


class Strict(Schema):
    """What a program sends: a word we do not know is a mistake, never passed over."""

    model_config = ConfigDict(extra="forbid")


class Said(Schema):
    zh: str
    en: str


class Coded(Said):
    code: str


class Term(Schema):
    n: int
    unit: str
    status: str
    source: Said


class Basis(Schema):
    source: Said
    confidence: str


class Fee(Schema):
    fee: str
    title: Said
    quantity: str
    amount: str
    source: Said


class Choice(Schema):
    choice: str
    label: Said


class ItemField(Schema):
    field: str
    label: Said
    kind: Literal[KINDS]  # type: ignore[valid-type]
    required: bool
    from_: str | None = Field(None, alias="from")
    choices: list[Choice]


class ItemPaper(Schema):
    paper: str
    title: Said
    class_: Literal[tuple(CLASSES)] = Field(alias="class")  # type: ignore[valid-type]
    required: bool
    from_: str | None = Field(None, alias="from")
    each_time: Said | None = None


class ItemStep(Schema):
    step: str
    title: Said
    by: str
    what: Said


class Office(Schema):
    matter: Said
    office: Said


class ItemOut(Schema):
    """As `/items.json` has it."""

    item: str
    title: Said
    nature: str
    gist: Said
    for_whom: Said
    basis: list[Basis]
    statutory_limit: Term | None
    extension: Term | None
    extended_by: str | None
    promised_limit: Term | None
    own_limits: list[str]
    decider: str
    decided_at_once: bool
    fees: list[Fee]
    fields: list[ItemField]
    papers: list[ItemPaper]
    steps: list[ItemStep]
    offices: list[Office]
    unsure: list[Said]
    own: bool
    digest: str


class ItemsOut(Schema):
    on: date
    items: list[ItemOut]


class StatisticsOut(Schema):
    """Of cases received from `since` on, open ones included. None: too few to say, or too many open to tell; `late`: of
    none the day due is known and has come."""

    since: date
    cases: int
    still_open: int
    median: float | None
    ninetieth: float | None
    late: float | None
    returned: float
    unit: str


class ItemStatistics(Schema):
    item: str
    statistics: StatisticsOut | None


class PromiseOut(Schema):
    item: str
    n: int
    unit: str
    since: date
    reason: str


class Held(Schema):
    """What the bureau has already: `value` fills the field in."""

    value: str
    from_: str = Field(alias="from")
    ref: str


class AskedField(ItemField):
    """`held` None: asked of the firm."""

    held: Held | None


class AskedPaper(ItemPaper):
    held: Held | None


class AskedItem(Schema):
    """An item as this firm meets it. `asked`: how many fields and papers it has to supply itself."""

    item: str
    title: Said
    asked: int
    fields: list[AskedField]
    papers: list[AskedPaper]


class Me(Schema):
    enterprise: str
    name: str
    token: str
    scope: str
    until: date


class ByFile(Strict):
    how: Literal["file"]
    files: list[UUID] = Field(min_length=1, max_length=MOST_FILES)


class ByHand(Strict):
    """Handed over at the counter; `no` '' while it still has to be."""

    how: Literal["counter"]
    no: str = Field("", max_length=LONGEST_NUMBER)


Given = Annotated[ByFile | ByHand, Field(discriminator="how")]


class Sending(Strict):
    item: Name
    fields: dict[Name, Words] = Field(default_factory=dict, max_length=MOST_ENTRIES)
    papers: dict[Name, Given] = Field(default_factory=dict, max_length=MOST_ENTRIES)


class DraftOut(Schema):
    """Saved, not filed: somebody of the firm may finish it on the page, or the same key files it."""

    key: str
    item: str
    fields: dict[str, str]
    missing: list[Missing]


class Missing(Schema):
    pointer: str
    zh: str
    en: str


class Filed(Schema):
    """The same whenever it is asked again."""

    number: str
    item: str
    received_on: date
    received_at: datetime
    key: str


class AttachmentOut(Schema):
    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    standing: str


class PaperOut(Schema):
    paper: str
    how: Coded
    file: UUID | None
    number: str
    held_ref: str


class EvidenceOut(Schema):
    """A file the bureau's step rests on. `opens` False: kept by the bureau, of which the firm learns that there is one;
    all else of it is None then."""

    opens: bool
    file: UUID | None
    name: str | None
    kind: str | None
    size: int | None
    sha256: str | None
    standing: str | None


class StepOut(Schema):
    place: int
    kind: Coded
    on: date
    at: datetime
    role: Said
    words: str
    through: str
    evidence: list[EvidenceOut]


class PointOut(Schema):
    id: int
    about: str
    words: str
    answer: str
    answered_at: datetime | None


class NoticeOut(Schema):
    issued_on: date | None
    points: list[PointOut]


class DemandOut(Schema):
    words: str
    on: date
    by_enterprise: bool


class DecisionOut(Schema):
    outcome: Coded
    reason: str
    articles: str
    decided_on: date | None
    by_machine: bool
    certificate_no: str
    delivered_on: date | None


class Short(Schema):
    number: str
    item: str
    title: Said
    state: Coded
    received_on: date
    due_on: date | None
    promised_due_on: date | None
    version: int


class ApplicationOut(Short):
    """`clock`: as `qinqing clock` prints it · `version`: to be sent back as `seen` with any act."""

    channel: Coded
    department: str
    confirmed_at: datetime | None
    fields: dict[str, str]
    papers: list[PaperOut]
    clock: dict[str, Any]
    steps: list[StepOut]
    corrections: list[NoticeOut]
    demands: list[DemandOut]
    decision: DecisionOut | None
    fee_cny: str | None
    trips: int


class PageOut(Schema):
    page: int
    next: int | None
    applications: list[Short]


class Answering(Strict):
    """`answer`: of a field its new value, else words; `paper`: where the point is about one."""

    seen: int = Field(ge=0, le=1_000_000)
    answer: Words = ""
    paper: Given | None = None


class Withdrawing(Strict):
    seen: int = Field(ge=0, le=1_000_000)
    reason: Words = ""


class ReceiptOut(Schema):
    """`receipt` stands once the log's next checkpoint covers the entry, within a minute."""

    entry: UUID
    type: str
    title: Said
    at: datetime
    receipt: bool


DraftOut.model_rebuild()
