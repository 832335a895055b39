"""One item's file, read slot by slot into an Item; every problem is noted, none stops the reading."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from qinqing.affairs.catalogue.model import (
    DECIDERS,
    GRANTED,
    NATURES,
    PEOPLE,
    UNITS,
    Basis,
    Condition,
    Fee,
    Field,
    Item,
    Paper,
    Sample,
)
from qinqing.affairs.catalogue.parts import (
    read_conditions,
    read_fields,
    read_offices,
    read_papers,
    read_steps,
    read_unsure,
)
from qinqing.affairs.catalogue.slots import ItemSlots
from qinqing.law.values.catalogue import packaged
from qinqing.law.values.entries import read_citations
from qinqing.law.values.kinds import read_period
from qinqing.law.values.model import CONFIDENCES, OWN
from qinqing.law.values.reading import Tree, read_text
from qinqing.refusals import Problem, Say, system_words

Wanted = TypeVar("Wanted", Field, Paper)
LARGEST_FILE = 262_144
# What somebody writes who means to set a fee here; it is refused with the reason instead of as an unknown slot.
AMOUNTS = ("amount", "amount_cny", "standard", "standard_cny", "price", "relief", "waiver", "deferral")
CONFIDENT = tuple(word for word in CONFIDENCES if word != OWN)


@dataclass(frozen=True, slots=True)
class Common:
    """Fields and papers several items share, written once."""

    name: str
    fields: tuple[Field, ...]
    papers: tuple[Paper, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it lies there: its bytes, and what YAML makes of them."""

    content: bytes
    tree: Tree


def read_file(path: Path, problems: list[Problem]) -> Written:
    """The file's one document; a problem and an empty tree where it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        if len(content) <= LARGEST_FILE:
            return written_in(content, path.name, problems)
        why = Say(f"大于 {LARGEST_FILE} 字节", f"larger than {LARGEST_FILE} bytes")
    except OSError as error:
        why = _unreadable(system_words(error))
    except UnicodeDecodeError:
        why = _unreadable(Say("应是 UTF-8 文本", "it is no UTF-8 text"))
    problems.append(Problem(path.name, why))
    return Written(b"", None)


def written_in(content: bytes, name: str, problems: list[Problem]) -> Written:
    return Written(content, read_text(content.decode("utf-8-sig"), name, problems))


def _unreadable(why: Say) -> Say:
    return Say(f"读不了：{why.zh}", f"cannot be read: {why.en}")


def read_common(path: Path, problems: list[Problem]) -> Common:
    return common_in(path, read_file(path, problems), problems)


def common_in(path: Path, written: Written, problems: list[Problem]) -> Common:
    slots = ItemSlots(path.name, written.tree, problems)
    if slots.key("common") != path.stem:
        slots.note(f"common 应与文件名相同：{path.stem}", f"common should be the file's name: {path.stem}")
    common = Common(path.stem, read_fields(slots), read_papers(slots), written.content)
    slots.close()
    return common


def read_again(key: str, text: str, common: Mapping[str, str], own: bool, problems: list[Problem]) -> Item:
    """An item from the text and the common parts it once carried (`Item.text`, `Item.common`).

    It was taken once: what a later program finds amiss is in `problems`, and what could be read is read.
    """
    parts = {}
    for name, part in common.items():
        path = Path(f"{name}.yaml")
        parts[name] = common_in(path, written_in(part.encode(), path.name, problems), problems)
    path = Path(f"{key}.yaml")
    return read_item(path, written_in(text.encode(), path.name, problems), parts, own, problems)


def read_item(
    path: Path, written: Written, common: Mapping[str, Common], own: bool, problems: list[Problem]
) -> Item:
    """The item in one file, whatever of it could be read."""
    slots = ItemSlots(path.name, written.tree, problems)
    shared = _shared(slots, common)
    item = Item(
        key=_key(slots, path),
        title=slots.text("title"),
        nature=slots.word("nature", tuple(NATURES)),
        gist=slots.text("gist"),
        for_whom=slots.text("for_whom"),
        basis=tuple(_basis(one) for one in slots.blocks("basis")),
        limit=_period(slots, "limit"),
        extended_by=_extended_by(slots),
        extension=_period(slots, "extension"),
        promise=_sample(slots),
        own_limits=tuple(_own_limit(one) for one in slots.blocks("own_limits", optional=True)),
        decider=slots.word("decider", tuple(DECIDERS)),
        at_once=_at_once(slots),
        fees=tuple(_fee(one) for one in slots.blocks("fees", optional=True)),
        fields=_with_shared(slots, "fields", [one.fields for one in shared], read_fields(slots)),
        papers=_with_shared(slots, "papers", [one.papers for one in shared], read_papers(slots)),
        steps=read_steps(slots),
        offices=read_offices(slots),
        unsure=read_unsure(slots),
        digest=hashlib.sha256(b"\0".join([written.content, *(one.content for one in shared)])).hexdigest(),
        path=path,
        own=own,
        text=written.content.decode(),
        common=tuple((one.name, one.content.decode()) for one in shared),
    )
    slots.close()
    return item


def _key(slots: ItemSlots, path: Path) -> str:
    key = slots.key("item")
    if key and key != path.stem:
        slots.note(f"item 应与文件名相同：{path.stem}", f"item should be the file's name: {path.stem}")
    return key


def _basis(slots: ItemSlots) -> Basis:
    confidence = slots.word("confidence", CONFIDENT)
    slots.slot = "source"
    return Basis(read_citations(slots, packaged().words), confidence)


def _period(slots: ItemSlots, name: str) -> str:
    """The slot {value: id}: a period in days or working days; '' where the slot is left out."""
    given = slots.take(name)
    if given is None:
        return ""
    inner = slots.inner(given)
    id = inner.value("value", ("period",), UNITS)
    if name == "extension":
        inner.given.pop("by", None)
    inner.close()
    return id


def _extended_by(slots: ItemSlots) -> str:
    given = slots.given.get("extension")
    if given is None:
        return ""
    slots.slot = "extension"
    return slots.inner(given).word("by", tuple(PEOPLE))


def _sample(slots: ItemSlots) -> Sample | None:
    given = slots.take("promise")
    if given is None:
        return None
    inner = slots.inner(given)
    if "value" in inner.given:
        sample = Sample(value=inner.value("value", ("period",), UNITS))
    else:
        n = read_period(inner.take("n"))
        if not n:
            inner.note("n 应是不带引号的整数，大于 0", "n should be a whole number without quotes, above 0")
        sample = Sample(n=n or 0, unit=inner.word("unit", UNITS), source=inner.text("source"))
    inner.close()
    return sample


def _own_limit(slots: ItemSlots) -> str:
    return slots.value("value", ("period",))


def _at_once(slots: ItemSlots) -> tuple[Condition, ...]:
    given = slots.take("at_once")
    if given is None:
        return ()
    inner = slots.inner(given)
    if inner.word("outcome") not in ("", GRANTED):
        inner.note("机器只能准予；不予的，由人决定", "a machine only grants; a refusal is a person's")
    conditions = tuple(read_conditions(inner))
    if not conditions:
        inner.note(
            "没有条件就没有马上办：when 至少一个",
            "nothing is decided at once unasked: when needs a condition",
        )
    inner.close()
    return conditions


def _fee(slots: ItemSlots) -> Fee:
    for name in AMOUNTS:
        if slots.take(name) is not None:
            slots.slot = name
            slots.note(
                f"事项里不写 {name}：收费只按公布的收费目录，减免只按国家规定",
                f"an item sets no {name}: fees follow the published catalogue, reductions the state's list",
            )
    return Fee(
        slots.key("fee"),
        slots.text("title"),
        slots.key("quantity"),
        _basis(slots),
        slots.value("rule", ("bool", "rule")),
    )


def _shared(slots: ItemSlots, common: Mapping[str, Common]) -> list[Common]:
    names = [str(name) for name in slots.items("common", optional=True)]
    for name in names:
        if name not in common:
            known = "、".join(sorted(common))
            slots.note(
                f"没有共用部分 {name}，有 {known}", f"there is no common part {name}; there is {known}"
            )
    return [common[name] for name in dict.fromkeys(names) if name in common]


def _with_shared(
    slots: ItemSlots, name: str, shared: list[tuple[Wanted, ...]], own: tuple[Wanted, ...]
) -> tuple[Wanted, ...]:
    """The common ones first; one of the item's own may not stand beside a common one of the same key."""
    found: dict[str, Wanted] = {one.key: one for part in shared for one in part}
    for one in own:
        if one.key in found:
            slots.slot = name
            slots.note(f"“{one.key}”已在共用部分里", f"“{one.key}” is in a common part already")
        found.setdefault(one.key, one)
    return tuple(found.values())
