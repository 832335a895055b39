"""What a value is: a number or a text of the law, with the days it holds, its source and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from qinqing.refusals import Say

# A confirmed sample holds on every day: from here, without an end.
FIRST_DAY = date.min
# The days a file may name: what holds from the first of them holds on every day anyone will ask about.
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)

IN_FORCE = ("2+", "1-text", "settled")
SAMPLES = ("1", "house")
OWN = "own"
CONFIDENCES = {
    "2+": Say("两个以上独立来源", "two or more separate sources"),
    "1-text": Say("据文件全文", "read in the full text of the document"),
    "settled": Say("本系统规则已确定", "settled by the rules"),
    "1": Say("一个二手来源，待本单位确认", "one secondary source; the bureau confirms it"),
    "house": Say("本系统建议，待本单位确认", "our own proposal; the bureau confirms it"),
    OWN: Say("本单位设定", "set by the bureau"),
}


class Item(NamedTuple):
    """One entry of a list value: a word for programs and the text for people."""

    key: str
    zh: str
    en: str


class Items(tuple[Item, ...]):
    """A list value, in the order of its text."""


# period, count: int · money: int, or Decimal with fen · rate: Decimal · bool · date · time "08:00" and month_day
# "03-31": str · list: Items · every other kind: a Say.
Plain: TypeAlias = int | Decimal | bool | date | str | Say | Items


@dataclass(frozen=True, slots=True)
class Document:
    """A document that values cite. `since`, `until`: the days it is in force, both included."""

    id: str
    kind: str
    title: Say
    number: str
    issuer: Say
    since: date | None
    until: date | None
    text_of: date | None
    workdays: str | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document: `article` as in "32(4)", "25 para 3", "8-10, 12"; empty where the document has none."""

    document: Document
    article: str
    says: Say

    @property
    def number(self) -> str:
        return self.document.number


@dataclass(frozen=True, slots=True)
class DayCount:
    """How a period is counted; its length stands in the dated value, its unit here.

    Counted from the day after the event (from the day itself if `inclusive`), or back from it if `backwards`.
    The last day counts in full and never rolls over a holiday. `suspended_by`: the list value that names what stops it.
    """

    unit: str
    event: str
    event_says: Say
    backwards: bool = False
    inclusive: bool = False
    suspended_by: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from `since` to `until`, both included; `until` None: still in force.

    `since_precision`: "day", "month" or "year" — the source names no more, and `since` is that month's or year's
    first day. `confidence`: a word of CONFIDENCES.
    """

    since: date
    until: date | None
    value: Plain
    citations: tuple[Citation, ...]
    confidence: str
    since_precision: str = "day"
    note: Say | None = None

    @property
    def source(self) -> Say:
        """All citations in words."""
        return Say("；".join(c.says.zh for c in self.citations), "; ".join(c.says.en for c in self.citations))

    @property
    def is_sample(self) -> bool:
        return self.confidence in SAMPLES

    @property
    def always(self) -> bool:
        """Whether it began on no day of its own: a confirmed sample, or what a rule itself settles."""
        return self.since <= EARLIEST

    @property
    def is_ours(self) -> bool:
        """Whether no law says it, only our own rules."""
        return all(citation.document.kind == "house" for citation in self.citations)

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Value:
    """One entry of the catalogue. `subject`: the file it stands in; `dated` in order of time, empty for a value
    that only the bureau can set."""

    id: str
    subject: str
    describes: Say
    kind: str
    unit: str
    day_count: DayCount | None
    dated: tuple[Dated, ...]

    @property
    def sample(self) -> Dated | None:
        return next((d for d in self.dated if d.is_sample), None)
