"""Names of whom findings concern: persons masked unless somebody asks for them, departments and firms as on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import duckdb

from qinqing.rules.folder import Folder
from qinqing.rules.results import Finding


@dataclass(frozen=True, slots=True)
class Names:
    """Id → name as it may be shown; an id without a name stands for itself."""

    officials: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    enterprises: dict[str, str] = field(default_factory=dict)


def names_of(
    folder: Folder, on: date, findings: Iterable[Finding], departments: Iterable[str] = (), *, masked: bool
) -> Names:
    """Whom the findings concern, and `departments` besides; masked: of persons the surname alone, 张**."""
    found = [*findings]
    with folder.connect(on) as facts:
        tables = {*folder.tables}
        persons = looked_up(facts, tables, "official", (f.official_id for f in found))
        bodies = looked_up(facts, tables, "department", (*(f.department_id for f in found), *departments))
        firms = looked_up(facts, tables, "enterprise", (f.enterprise_id for f in found))
    return Names(masked_names(persons) if masked else persons, bodies, firms)


def looked_up(
    facts: duckdb.DuckDBPyConnection, tables: set[str], what: str, ids: Iterable[str | None]
) -> dict[str, str]:
    """Names by id from the table of officials, departments or enterprises; none where it is absent."""
    wanted = sorted({id for id in ids if id})
    if not wanted or f"{what}s" not in tables:
        return {}
    question = f"SELECT {what}_id, name FROM {what}s WHERE {what}_id IN (SELECT unnest(?))"  # of three words
    return dict(facts.execute(question, [wanted]).fetchall())


def masked_names(names: dict[str, str]) -> dict[str, str]:
    return {official: f"{name[:1]}**" for official, name in names.items()}


def named(id: str | None, names: dict[str, str]) -> str:
    """`张**（O1）`; the id alone where the name is unknown; empty where nobody is concerned."""
    if not id:
        return ""
    return f"{names[id]}（{id}）" if names.get(id) else id
