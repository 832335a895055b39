"""The parts of an item as they are read from its file: fields, papers, steps, offices, conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from qinqing.affairs.catalogue.forbidden import forbidden, refusal
from qinqing.affairs.catalogue.model import (
    CLASSES,
    KINDS,
    PEOPLE,
    Choice,
    Condition,
    Field,
    Office,
    Paper,
    Step,
)
from qinqing.affairs.catalogue.slots import ItemSlots
from qinqing.refusals import Say

T = TypeVar("T", Field, Paper, Step, Choice)
LIMITS = ("count", "money", "rate")


def read_fields(slots: ItemSlots) -> tuple[Field, ...]:
    return _once(slots, "fields", (_field(one) for one in slots.blocks("fields", optional=True)))


def _field(slots: ItemSlots) -> Field:
    key, label = slots.key("field"), slots.text("label")
    _allowed(slots, key, label)
    kind = slots.word("kind", KINDS)
    source = slots.source()
    if source.kind == "register" and not source.name:
        slots.note(
            "字段应写明登记簿的哪一栏，如 enterprise.name",
            "a field names a column of the register: enterprise.name",
        )
    if source.kind == "decision" and not source.name:
        slots.note(
            "字段应写明决定里的哪一项，如 decision:事项.字段", "a field names one of the decision's fields"
        )
    return Field(
        key,
        label,
        kind,
        slots.yes("required", True),
        source,
        _choices(slots, kind),
        slots.maybe_text("help"),
    )


def _choices(slots: ItemSlots, kind: str) -> tuple[Choice, ...]:
    if kind != "choice":
        if "choices" in slots.given:
            slots.take("choices")
            slots.note("只有 choice 才有 choices", "only a choice has choices")
        return ()
    choices = _once(slots, "choices", (_choice(one) for one in slots.blocks("choices")))
    if len(choices) < 2:
        slots.note("choices 至少两个", "there are at least two choices")
    return choices


def _choice(slots: ItemSlots) -> Choice:
    choice = Choice(slots.key("choice"), slots.text("label"))
    _allowed(slots, choice.key, choice.label)
    return choice


def read_papers(slots: ItemSlots) -> tuple[Paper, ...]:
    return _once(slots, "papers", (_paper(one) for one in slots.blocks("papers", optional=True)))


def _paper(slots: ItemSlots) -> Paper:
    key, title = slots.key("paper"), slots.text("title")
    _allowed(slots, key, title)
    kind = slots.word("class", tuple(CLASSES))
    required, source = slots.yes("required", True), slots.source()
    if source.kind == "register" and source.name:
        slots.note("材料来自登记簿的写 register", "a paper out of the register says register")
    if source.kind == "decision" and source.name:
        slots.note("材料来自决定的写 decision:事项", "a paper out of a decision says decision:item")
    return Paper(key, title, kind, required, source, slots.maybe_text("help"), slots.maybe_text("each_time"))


def read_steps(slots: ItemSlots) -> tuple[Step, ...]:
    steps = _once(slots, "steps", (_step(one) for one in slots.blocks("steps")))
    if not steps:
        slots.note("至少写一个步骤", "there is at least one step")
    return steps


def _step(slots: ItemSlots) -> Step:
    return Step(slots.key("step"), slots.text("title"), slots.word("by", tuple(PEOPLE)), slots.text("what"))


def read_offices(slots: ItemSlots) -> tuple[Office, ...]:
    return tuple(
        Office(one.text("matter"), one.text("office")) for one in slots.blocks("offices", optional=True)
    )


def read_unsure(slots: ItemSlots) -> tuple[Say, ...]:
    return tuple(Say(one.word("zh"), one.word("en")) for one in slots.blocks("unsure", optional=True))


def read_conditions(slots: ItemSlots) -> Iterator[Condition]:
    """Each names one thing: a field (equals, at_most, or given), a paper given, or a decision granted before."""
    for one in slots.blocks("when"):
        named = [way for way in ("field", "paper", "decision") if way in one.given]
        if len(named) != 1:
            one.note(
                "每个条件写 field、paper、decision 之一", "a condition names one of field, paper, decision"
            )
            one.given.clear()
            continue
        yield _condition(one, named[0])


def _condition(slots: ItemSlots, way: str) -> Condition:
    name = slots.key(way)
    if way == "paper":
        return Condition(paper=name)
    if way == "decision":
        same = tuple(str(field) for field in slots.items("unchanged", optional=True))
        return Condition(decision=name, unchanged=same)
    at_most = slots.value("at_most", LIMITS) if "at_most" in slots.given else ""
    equals = slots.word("equals", optional=True)
    if at_most and equals:
        slots.note("equals 和 at_most 只写一个", "either equals or at_most, not both")
    return Condition(field=name, equals=equals, at_most=at_most)


def _allowed(slots: ItemSlots, key: str, label: Say) -> None:
    """Nothing classified is asked for, and no catch-all."""
    for words in forbidden().values():
        found = words.found_in_key(key) or words.found_in(label.zh) or words.found_in(label.en)
        if found:
            says = refusal(words.kind, found, label if label.zh else Say(key, key))
            slots.note(says.zh, says.en)


def _once(slots: ItemSlots, name: str, read: Iterable[T]) -> tuple[T, ...]:
    """All of them; a key that stands twice is noted."""
    found: dict[str, T] = {}
    for one in read:
        if one.key in found:
            slots.slot = name
            slots.note(f"{name} 里“{one.key}”写了两次", f"“{one.key}” stands twice in {name}")
        found[one.key] = one
    return tuple(found.values())
