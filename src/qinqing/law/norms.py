"""The norm catalogue: what somebody must do or must not do, whatever measure says so.

Articles are bound to norms (`bindings`), rules cite norms: a second measure reuses them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qinqing.law.slots import Slots
from qinqing.law.values.reading import read_tree
from qinqing.refusals import Problem, Refused, Say

NORMS_FILE = Path(__file__).with_name("norms.yaml")
KINDS = {"duty": Say("该做的", "duty"), "prohibition": Say("不得做的", "prohibition")}


@dataclass(frozen=True, slots=True)
class Norm:
    """One duty or prohibition.

    `words` are the ways a text is recognised: each is a tuple of words that must stand in one sentence.
    """

    id: str
    domain: str
    title: Say
    gist: Say
    kind: str
    words: tuple[tuple[str, ...], ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All norms by id, in the order of the file, and the names of the domains they fall into."""

    norms: dict[str, Norm]
    domains: dict[str, Say]


def load_norms() -> dict[str, Norm]:
    """The packaged norms by id."""
    return load_catalogue().norms


@cache
def load_catalogue() -> Catalogue:
    return read_catalogue(NORMS_FILE)


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in `path`; refused with every problem at once."""
    problems: list[Problem] = []
    domains: dict[str, Say] = {}
    norms: dict[str, Norm] = {}
    given = read_tree(path, problems)
    for number, part in enumerate(given if isinstance(given, list) else [given], 1):
        for norm in _norms_of_domain(Slots(f"{path.name}, {number}", part, problems), domains):
            if norm.id in norms:
                problems.append(Problem(norm.id, Say("这个规范写了两次", "this norm stands twice")))
            norms[norm.id] = norm
    if problems:
        says = Say("规范目录有误，请逐条改正", "the norm catalogue has mistakes; mend each")
        raise Refused("norms.refused", says, problems)
    return Catalogue(norms, domains)


def _norms_of_domain(slots: Slots, domains: dict[str, Say]) -> Iterator[Norm]:
    domain = slots.word("domain")
    domains[domain] = slots.say("name")
    for given in slots.items("norms"):
        yield _norm(domain, given, slots.problems)
    slots.close()


def _norm(domain: str, given: Any, problems: list[Problem]) -> Norm:
    named = str(given.get("id")) if isinstance(given, dict) else str(given)
    slots = Slots(named, given, problems)
    norm = Norm(
        id=slots.word("id"),
        domain=domain,
        title=slots.say("title"),
        gist=slots.say("gist"),
        kind=slots.word("kind", tuple(KINDS)),
        words=tuple(_group(entry) for entry in slots.items("words")),
        pages=tuple(slots.items("pages", optional=True)),
    )
    if not norm.words or not all(group and all(group) for group in norm.words):
        slots.note("没有识别词，或有空词", "no recognising words, or an empty one")
    slots.close()
    return norm


def _group(entry: Any) -> tuple[str, ...]:
    """One way of recognising: a word alone, or several that must stand together."""
    return tuple(str(word) for word in entry) if isinstance(entry, list) else (str(entry),)
