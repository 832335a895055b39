"""Decided at once (马上办): where every condition an item names holds, a machine grants, and says why. It never refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from qinqing.affairs.catalogue.model import Condition, Field, Item
from qinqing.law.values import Values, load_catalogue, wording
from qinqing.refusals import Say


@dataclass(frozen=True, slots=True)
class Given:
    """What an application holds: answers by field, keys of papers given or held, items granted before."""

    fields: Mapping[str, str]
    papers: frozenset[str] = frozenset()
    granted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition, whether it holds, and the sentence that says so."""

    condition: Condition
    holds: bool
    says: Say


@dataclass(frozen=True, slots=True)
class AtOnce:
    """`granted`: every condition held. What did not hold leaves it to a person, and decides nothing."""

    judged: tuple[Judged, ...]

    @property
    def granted(self) -> bool:
        return bool(self.judged) and all(one.holds for one in self.judged)


def at_once(item: Item, given: Given, day: date, values: Values, titles: Mapping[str, Say]) -> AtOnce:
    """What a machine makes of an application; `titles`: of the items that conditions name."""
    return AtOnce(tuple(_judge(one, item, given, day, values, titles) for one in item.at_once))


def _judge(
    condition: Condition,
    item: Item,
    given: Given,
    day: date,
    values: Values,
    titles: Mapping[str, Say],
) -> Judged:
    says = in_words(condition, item, day, values, titles)
    if condition.paper:
        return Judged(condition, condition.paper in given.papers, says)
    if condition.decision:
        return Judged(condition, condition.decision in given.granted, says)
    answer = given.fields.get(condition.field, "").strip()
    if condition.equals:
        return Judged(condition, answer == condition.equals, says)
    if condition.at_most:
        return Judged(condition, _at_most(answer, condition.at_most, day, values), says)
    return Judged(condition, bool(answer), says)


def _at_most(answer: str, id: str, day: date, values: Values) -> bool:
    """Without an answer that is a number, or without a value in force, nothing is decided."""
    dated = values.value_on(id, day)
    try:
        number = Decimal(answer)
    except InvalidOperation:
        return False
    if dated is None or not isinstance(dated.value, int | Decimal) or not number.is_finite():
        return False
    return 0 <= number <= dated.value


def in_words(condition: Condition, item: Item, day: date, values: Values, titles: Mapping[str, Say]) -> Say:
    """The condition as a page says it."""
    if condition.paper:
        title = item.paper[condition.paper].title
        return Say(f"已有{title.zh}", f"{title.en}: at hand")
    if condition.decision:
        title = titles.get(condition.decision, Say(condition.decision, condition.decision))
        return Say(f"本局已准予“{title.zh}”", f"the bureau granted “{title.en}”")
    field = item.field[condition.field]
    if condition.equals:
        word = _choice(field, condition.equals)
        return Say(f"{field.label.zh}：{word.zh}", f"{field.label.en}: {word.en}")
    if condition.at_most:
        return _no_more_than(field, condition.at_most, day, values)
    return Say(f"已填{field.label.zh}", f"{field.label.en}: filled in")


def _choice(field: Field, key: str) -> Say:
    words: Iterable[tuple[str, Say]] = field.choices or (
        ("yes", Say("是", "yes")),
        ("no", Say("否", "no")),
    )
    return dict(words).get(key, Say(key, key))


def _no_more_than(field: Field, id: str, day: date, values: Values) -> Say:
    dated, value = values.value_on(id, day), load_catalogue()[id]
    limit = wording(value, dated.value) if dated else Say("（本局尚未设定）", "(not set by the bureau yet)")
    return Say(f"{field.label.zh}不超过{limit.zh}", f"{field.label.en}: at most {limit.en}")
