"""Decided at once (马上办): where every condition an item names holds, a machine grants, and says why. It never refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from qinqing.affairs.catalogue.model import PROJECT, Condition, Field, Item
from qinqing.law.values import Values, load_catalogue, wording
from qinqing.refusals import Say


@dataclass(frozen=True, slots=True)
class Given:
    """What an application holds: answers by field, keys of papers given or held, items granted before for the same, each
    with the answers it was granted on."""

    fields: Mapping[str, str]
    papers: frozenset[str] = frozenset()
    granted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


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


# Never written in an item, it goes for all: nothing is granted while a paper is still to come.
ALL_PAPERS = Condition()


def conditions_of(item: Item) -> tuple[Condition, ...]:
    """Those the item names, and that its required papers are there; none where a machine decides nothing."""
    return (*item.at_once, ALL_PAPERS) if item.at_once else ()


def at_once(item: Item, given: Given, day: date, values: Values, titles: Mapping[str, Say]) -> AtOnce:
    """What a machine makes of an application; `titles`: of the items that conditions name."""
    return AtOnce(tuple(_judge(one, item, given, day, values, titles) for one in conditions_of(item)))


def _judge(
    condition: Condition,
    item: Item,
    given: Given,
    day: date,
    values: Values,
    titles: Mapping[str, Say],
) -> Judged:
    says = in_words(condition, item, day, values, titles)
    if condition == ALL_PAPERS:
        return Judged(condition, {one.key for one in item.papers if one.required} <= given.papers, says)
    if condition.paper:
        return Judged(condition, condition.paper in given.papers, says)
    if condition.decision:
        return Judged(condition, _as_granted(condition, given), says)
    answer = given.fields.get(condition.field, "").strip()
    if condition.equals:
        return Judged(condition, answer == condition.equals, says)
    if condition.at_most:
        return Judged(condition, _at_most(answer, condition.at_most, day, values), says)
    return Judged(condition, bool(answer), says)


def _as_granted(condition: Condition, given: Given) -> bool:
    before = given.granted.get(condition.decision)
    return before is not None and all(
        given.fields.get(key, "").strip() == before.get(key, "").strip() for key in condition.unchanged
    )


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
    if condition == ALL_PAPERS:
        return Say(
            "必需的材料都已交到，或者本局已有（到窗口交的，窗口收到才算）",
            "every required paper is handed in or held; one for the counter counts once the counter has it",
        )
    if condition.paper:
        title = item.paper[condition.paper].title
        return Say(f"已有{title.zh}", f"{title.en}: at hand")
    if condition.decision:
        return _granted(item, condition, titles)
    asked = item.field[condition.field]
    if condition.equals:
        word = _choice(asked, condition.equals)
        return Say(f"{asked.label.zh}：{word.zh}", f"{asked.label.en}: {word.en}")
    if condition.at_most:
        return _no_more_than(asked, condition.at_most, day, values)
    return Say(f"已填{asked.label.zh}", f"{asked.label.en}: filled in")


def _granted(item: Item, condition: Condition, titles: Mapping[str, Say]) -> Say:
    says = _granted_on_the_same(item, condition.decision, titles)
    if not condition.unchanged:
        return says
    labels = [item.field[key].label for key in condition.unchanged]
    zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
    return Say(f"{says.zh}，{zh}没有变", f"{says.en}; unchanged since: {en}")


def _granted_on_the_same(item: Item, decided: str, titles: Mapping[str, Say]) -> Say:
    title, number = titles.get(decided, Say(decided, decided)), item.number_of(decided)
    says = Say(f"本局已准予“{title.zh}”", f"the bureau granted “{title.en}”")
    if PROJECT in item.field:
        return Say(f"{says.zh}，是同一项目", f"{says.en} for the same project")
    if number:
        return Say(f"{says.zh}，即所填的{number.label.zh}", f"{says.en}: {number.label.en} as filled in")
    return says


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
