"""The log folded: what each protected row should hold by the last entry that set it, compared with what it holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qinqing.record.binding import Protected, columns_of, digests, key_of, protected_models
from qinqing.record.faults import Fault, found
from qinqing.record.keystore import Broken, KeyGone
from qinqing.record.models import Entry, Opening, Place, Waiting
from qinqing.record.openings import opened
from qinqing.tlog.commitment import commitment

# (model, key) of a protected row
Row = tuple[str, str]
# The entry that says somebody was erased, and how many entries of theirs can no longer be opened.
ERASED = "record.erase"
CHUNK = 500


@dataclass
class Folded:
    """`rows`: row → the entry that last set it, the columns it fixed and their digest; None where it was withdrawn.

    `unreadable`: entry → the person under whose key its opening was: what it set cannot be compared any more.
    `erased`: person → how many entries of theirs the log says can no longer be opened.
    """

    rows: dict[Row, tuple[str, tuple[str, ...], str] | None] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    erased: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """The next entry in the log's order."""
        opening: Opening | None = getattr(entry, "opening", None)  # a row that may be missing
        if opening is None:
            self.faults.append(found("opening_missing", entry=entry.id))
            return
        try:
            salt, payload = opened(opening)
        except KeyGone:
            self.unreadable[str(entry.id)] = opening.person
            return
        except Broken:
            self.faults.append(found("opening_altered", entry=entry.id))
            return
        if commitment(entry.type, salt, payload) != json.loads(bytes(entry.body))["cm"]["payload"]:
            self.faults.append(found("opening_altered", entry=entry.id))
            return
        said = json.loads(payload)
        if entry.type == ERASED:
            self.erased.update(said["people"])
        self._set(str(entry.id), said)

    def _set(self, entry: str, payload: dict[str, Any]) -> None:
        said = payload.get("set", {})
        for model, key, digest in said.get("rows", ()):
            self.rows[model, key] = (entry, tuple(said["columns"][model]), digest)
        for model, key in payload.get("gone", ()):
            self.rows[model, key] = None


def fold_all() -> Folded:
    """The whole log as it stands, what waits included."""
    folded = Folded()
    for place in Place.objects.select_related("entry").order_by("index").iterator(CHUNK):
        folded.take(place.entry)
    for waiting in Waiting.objects.select_related("entry").order_by("id").iterator(CHUNK):
        folded.take(waiting.entry)
    return folded


def compare(folded: Folded) -> Iterator[Fault]:
    """What the protected tables hold against what the log says."""
    yield from unexplained(folded)
    for model in protected_models():
        name, seen = key_of(model), set()
        for key, set_by, held in rows_of(model, folded):
            seen.add(key)
            yield from differences(folded, (name, key), set_by, held)
        for row, fixed in folded.rows.items():
            if row[0] == name and row[1] not in seen and fixed is not None:
                yield found("row_missing", row="/".join(row), entry=fixed[0])


def unexplained(folded: Folded) -> Iterator[Fault]:
    """Entries nobody can open, where the log tells of no erasure or of one of fewer entries or more."""
    for entry, person in folded.unreadable.items():
        if person not in folded.erased:
            yield found("key_missing", entry=entry)
    counts = Counter(folded.unreadable.values())
    for person, said in folded.erased.items():
        if counts[person] != said:
            yield found("erasure_wrong", said=said, found=counts[person])


def rows_of(model: type[Protected], folded: Folded) -> Iterator[tuple[str, str, dict[tuple[str, ...], str]]]:
    """Key, the entry the row names, and its digest over every set of columns some entry fixed in this model."""
    name = key_of(model)
    fixed = {row[1] for (m, _), row in folded.rows.items() if m == name and row is not None}
    known = {field.attname for field in model._meta.concrete_fields}
    usable = [columns for columns in fixed | {columns_of(model)} if set(columns) <= known]
    held: dict[str, dict[tuple[str, ...], str]] = {}
    for columns in usable:
        for key, digest in digests(model, columns):
            held.setdefault(str(key), {})[columns] = digest
    # In no order of the model's own: that may ask another table, where an edited row has no counterpart.
    named = model._default_manager.order_by("pk").values_list("pk", "set_by_id")
    names = {str(pk): str(by or "") for pk, by in named}
    for key, by_columns in held.items():
        yield key, names[key], by_columns


def differences(folded: Folded, row: Row, set_by: str, held: dict[tuple[str, ...], str]) -> Iterator[Fault]:
    if row not in folded.rows:
        if set_by not in folded.unreadable:
            yield found("row_unknown", row="/".join(row))
        return
    fixed = folded.rows[row]
    if fixed is None:
        yield found("row_back", row="/".join(row))
        return
    entry, columns, digest = fixed
    if set_by in folded.unreadable and set_by != entry:
        return  # set later by an entry that was erased
    if set_by != entry or held.get(columns) != digest:
        yield found("row_altered", row="/".join(row), entry=entry)
