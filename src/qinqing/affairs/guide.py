"""An item as the public meets it: what to bring and what not, how long, at what price, in words ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qinqing.affairs.catalogue.at_once import conditions_of, in_words
from qinqing.affairs.catalogue.model import CLASSES, NATURES, PEOPLE, Item, Paper, Step
from qinqing.affairs.catalogue.terms import Term, Terms, terms_of
from qinqing.affairs.published import Statistics, statistics
from qinqing.affairs.secrecy import is_public, public_items
from qinqing.affairs.terms import promises_on
from qinqing.affairs.texts import Titles, items_now
from qinqing.law.values import Dated, Status, Value, Values, load_catalogue, unit_words, wording
from qinqing.law.values.model import CONFIDENCES
from qinqing.oversight.services.sweep import home_values
from qinqing.refusals import Say

# Where the bureau has a paper from, in words.
HAD = {
    "register": Say("本局已有", "the bureau has it"),
    "decision": Say("本局自己作的决定", "the bureau's own decision"),
    "last": Say("以前交过的，不用再交", "not again, if handed in before"),
    "project": Say("同一项目交过的，不用再交", "not again, if handed in for the same project"),
    "same": Say("同一工程交过的，不用再交", "not again, if handed in for the same works"),
}
# What a licence's clock rests on beside the time to decide.
LICENCE_CLOCK = ("lic_correction_notice_wd", "lic_deemed_accepted_if_no_notice", "lic_issue_certificate_wd")


@dataclass(frozen=True, slots=True)
class Bring:
    """One paper of the list. `once`: that it is asked only the first time, or why each time."""

    paper: Paper
    once: Say | None

    @property
    def class_says(self) -> Say:
        return CLASSES[self.paper.kind]

    @property
    def by_hand(self) -> bool:
        return self.paper.kind == "not_online"


@dataclass(frozen=True, slots=True)
class Had:
    """One paper that need not be brought, and why."""

    paper: Paper
    why: Say


@dataclass(frozen=True, slots=True)
class Figure:
    """A dated value as the guide shows it: what holds, or the sample that does not hold yet."""

    value: Value
    dated: Dated | None
    status: Status

    @property
    def words(self) -> Say:
        return wording(self.value, self.dated.value) if self.dated else Say("未设定", "not set")

    @property
    def holds(self) -> bool:
        return self.status not in (Status.SAMPLE, Status.UNSET)


@dataclass(frozen=True)
class Guide:
    """One item on one day, for a page. `promise`: what the bureau confirmed of it, over its sample."""

    item: Item
    day: date
    values: Values
    promise: Term | None

    @cached_property
    def is_public(self) -> bool:
        return is_public(self.item)

    @cached_property
    def terms(self) -> Terms:
        return terms_of(self.item, self.day, self.values, self.promise)

    @property
    def statutory(self) -> Say | None:
        return limit_words(self.terms.statutory)

    @property
    def promised(self) -> Say | None:
        return limit_words(self.terms.promised)

    @property
    def sample(self) -> Say | None:
        return limit_words(self.terms.sample)

    @property
    def statutory_unit(self) -> Say | None:
        return _unit_of(self.terms.statutory)

    @property
    def promised_unit(self) -> Say | None:
        return _unit_of(self.terms.promised)

    @property
    def extension(self) -> Say | None:
        return limit_words(self.terms.extension)

    @property
    def bring(self) -> list[Bring]:
        """What to bring; papers of the bureau's own decision and of the register are not among them."""
        return [
            Bring(paper, HAD.get(paper.source.kind) or _each_time(paper))
            for paper in self.item.papers
            if paper.source.kind not in ("register", "decision")
        ]

    @property
    def had(self) -> list[Had]:
        return [
            Had(paper, HAD[paper.source.kind])
            for paper in self.item.papers
            if paper.source.kind in ("register", "decision")
        ]

    @property
    def asked(self) -> list[Say]:
        """The questions asked; what the register or a decision answers is filled in."""
        return [
            field.label for field in self.item.fields if field.source.kind not in ("register", "decision")
        ]

    @property
    def filled(self) -> list[Say]:
        return [field.label for field in self.item.fields if field.source.kind in ("register", "decision")]

    @property
    def steps(self) -> list[tuple[Step, Say]]:
        return [(step, PEOPLE[step.by]) for step in self.item.steps]

    @property
    def clock(self) -> list[Figure]:
        """What else the law says of the time of a licence."""
        ids = LICENCE_CLOCK if self.item.nature == "licence" else ()
        return [self._figure(id) for id in ids]

    @property
    def own_limits(self) -> list[Figure]:
        return [self._figure(id) for id in self.item.own_limits]

    @property
    def extended_by(self) -> Say | None:
        return PEOPLE.get(self.item.extended_by)

    @property
    def basis(self) -> list[tuple[Say, Say]]:
        return [(basis.says, CONFIDENCES[basis.confidence]) for basis in self.item.basis]

    @property
    def fee_rules(self) -> list[tuple[Say, Say, Say, Say]]:
        """Each fee: its name, what it is multiplied by, where the law has it, who may not reduce it."""
        return [
            (
                fee.title,
                self.item.field[fee.quantity].label,
                fee.basis.says,
                self._figure(fee.rule).value.describes,
            )
            for fee in self.item.fees
        ]

    @property
    def at_once(self) -> list[Say]:
        titles = Titles()
        return [in_words(one, self.item, self.day, self.values, titles) for one in conditions_of(self.item)]

    @cached_property
    def statistics(self) -> Statistics | None:
        return statistics(self.item.key)

    def _figure(self, id: str) -> Figure:
        value = load_catalogue()[id]
        return Figure(
            value, self.values.value_on(id, self.day) or value.sample, self.values.status(id, self.day)
        )


def _each_time(paper: Paper) -> Say | None:
    why = paper.each_time
    return Say(f"每次都要：{why.zh}", f"each time: {why.en}") if why else None


def limit_words(term: Term | None) -> Say | None:
    """20个工作日 · 20 working days."""
    if term is None:
        return None
    n, unit = term.limit.n, unit_words(term.limit.unit.value)
    return Say(f"{n}{unit.zh}", f"{n} {unit.en if n != 1 else unit.en.removesuffix('s')}")


def _unit_of(term: Term | None) -> Say | None:
    return unit_words(term.limit.unit.value) if term else None


def guides(day: date) -> dict[str, Guide]:
    """Every item, as of a day, for staff."""
    return _guides(items_now(), day)


def public_guides(day: date) -> dict[str, Guide]:
    """Those anybody may read."""
    return _guides(public_items(), day)


def _guides(items: Mapping[str, Item], day: date) -> dict[str, Guide]:
    """However many there are, what is promised of them is asked once."""
    values, promised = home_values(), promises_on(day)
    return {key: Guide(item, day, values, promised.get(key)) for key, item in items.items()}


def by_nature(found: list[Guide]) -> list[tuple[str, Say, list[Guide]]]:
    """(word, name, guides) for each nature there is, in the order of natures; inside as they come."""
    groups = (
        (nature, says, [g for g in found if g.item.nature == nature]) for nature, says in NATURES.items()
    )
    return [group for group in groups if group[2]]
