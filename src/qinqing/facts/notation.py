"""A table in the contract's own notation, for the command line and the reference page; and as plain data."""

from __future__ import annotations

from typing import Any

from qinqing.facts.schema import SPELT, Column, Table, type_by_ending

SPELLING = {kind: spelt for spelt, kind in SPELT.items()}


def column_line(column: Column) -> str:
    """`name K`, `name ⁕date?`, `name {a, b}`, `name → table (note)`: what `schema.read_column` reads."""
    kind = "" if column.type == type_by_ending(column.name) else SPELLING.get(column.type, column.type)
    typed = ("⁕" if column.is_event else "") + kind
    choices = f"{{{', '.join(column.choices)}}}" if column.choices else ""
    words = [column.name, "K" if column.is_key else "", typed, choices]
    line = " ".join(word for word in words if word) + ("?" if column.optional else "")
    line += f" → {column.references}" if column.references else ""
    return f"{line} ({column.note})" if column.note else line


def table_text(table: Table) -> str:
    head = f"{'⚑ ' if table.organ else ''}{table.name} · {table.title}"
    return "\n".join([head, *(f"  {column_line(column)}" for column in table.columns)])


def table_data(table: Table) -> dict[str, Any]:
    return {
        "table": table.name,
        "title": table.title,
        "section": {"zh": table.section.zh, "en": table.section.en},
        "organ": table.organ,
        "key": table.key,
        "events": list(table.events),
        "columns": [column_data(column) for column in table.columns],
    }


def column_data(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "arrow": str(column.arrow),
        "optional": column.optional,
        "key": column.is_key,
        "event": column.is_event,
        "references": column.references,
        "choices": list(column.choices),
        "longest": column.longest,
        "note": column.note,
    }
