"""Who may be drawn and who may be sent: rows, their canonical texts, and the root both are committed to.

A row that is excluded stays in the pool with its reason: leaving somebody out is seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from qinqing.draw import texts

CLASSES = ("A", "B", "C", "D")
# Needs no escape in JSON and is its own normal form: such rows are written without looking at every character.
SIMPLE = re.compile(r"[0-9A-Za-z._:-]+\Z")
PLAIN_ROW = re.compile(
    r'\{"excluded":null,"id":"([0-9A-Za-z._:-]+)","needs":\[\],"risk":"([A-D])","went_last":\[\]\}\Z'
)


class Enterprise(NamedTuple):
    """`needs`: skills its team must have between them; `went_last`: who inspected it last time, so none leads again."""

    id: str
    risk: str
    excluded: str | None = None
    needs: tuple[str, ...] = ()
    went_last: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        if self.excluded is None and not self.needs and not self.went_last and SIMPLE.match(self.id):
            return f'{{"excluded":null,"id":"{self.id}","needs":[],"risk":"{self.risk}","went_last":[]}}'
        return texts.text_of(self._asdict())


class Inspector(NamedTuple):
    """`away`: why not available at all; `recused_from`: enterprises, without a reason — that is the organ's."""

    id: str
    skills: tuple[str, ...] = ()
    away: str | None = None
    recused_from: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        return texts.text_of(self._asdict())


@dataclass(frozen=True)
class Pool:
    """Both lists in order of id, whatever the order they came in."""

    enterprises: tuple[Enterprise, ...]
    inspectors: tuple[Inspector, ...]

    @classmethod
    def of(cls, enterprises: Iterable[Enterprise], inspectors: Iterable[Inspector]) -> Pool:
        by_id = [sorted(rows, key=lambda row: row.id) for rows in (enterprises, inspectors)]
        return cls(tuple(by_id[0]), tuple(by_id[1]))  # type: ignore[arg-type]

    @cached_property
    def lines(self) -> tuple[str, ...]:
        return tuple(row.line for row in self.enterprises)

    @cached_property
    def inspector_lines(self) -> tuple[str, ...]:
        return tuple(row.line for row in self.inspectors)

    @cached_property
    def root(self) -> str:
        return texts.root(texts.POOL, self.lines)

    @cached_property
    def inspectors_root(self) -> str:
        return texts.root(texts.INSPECTORS, self.inspector_lines)

    @cached_property
    def eligible(self) -> dict[str, list[str]]:
        """Class → ids that may be drawn, in order of id; every class is there."""
        found: dict[str, list[str]] = {name: [] for name in CLASSES}
        for row in self.enterprises:
            if row.excluded is None:
                found[row.risk].append(row.id)
        return found

    def enterprise(self, id: str) -> Enterprise:
        """KeyError where the pool has none of that id; the rows are in order, so none is indexed for the few asked."""
        at = bisect_left(self.enterprises, id, key=lambda row: row.id)
        if at == len(self.enterprises) or self.enterprises[at].id != id:
            raise KeyError(id)
        return self.enterprises[at]


def enterprise_of(line: str) -> Enterprise | None:
    """The row of a canonical text; None where the text is no such row to the letter."""
    if plain := PLAIN_ROW.match(line):  # one among a million: no need to ask the profile about each character
        return Enterprise(plain[1], plain[2])
    entry = _entry(line, Enterprise._fields)
    if entry is None:
        return None
    row = Enterprise(**entry)
    sound = _is_id(row.id) and row.risk in CLASSES and _is_reason(row.excluded)
    return row if sound and _are_ids(row.needs) and _are_ids(row.went_last) else None


def inspector_of(line: str) -> Inspector | None:
    """The row of a canonical text; None where the text is no such row to the letter."""
    entry = _entry(line, Inspector._fields)
    if entry is None:
        return None
    row = Inspector(**entry)
    sound = _is_id(row.id) and _is_reason(row.away)
    return row if sound and _are_ids(row.skills) and _are_ids(row.recused_from) else None


def _entry(line: str, fields: tuple[str, ...]) -> dict[str, Any] | None:
    """What a canonical text says, its lists as tuples; None where the fields are others."""
    entry = texts.entry_of(line)
    if entry is None or set(entry) != set(fields):
        return None
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


def in_order(ids: Sequence[str]) -> bool:
    """Ascending without a repeat."""
    return all(one < other for one, other in pairwise(ids))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_reason(value: object) -> bool:
    return value is None or _is_id(value)


def _are_ids(values: object) -> bool:
    return isinstance(values, tuple) and all(map(_is_id, values)) and list(values) == sorted({*values})
