"""The rows behind `table:key` references, read from the facts in one question per table."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

from qinqing.facts.schema import TABLES, Table

Rows = dict[str, dict[str, Any]]


def rows_behind(facts: duckdb.DuckDBPyConnection, refs: Iterable[str]) -> Rows:
    """`table:key` → that fact's columns, for every reference that can be read."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for ref in refs:
        table, _, key = ref.partition(":")
        if table in TABLES:
            wanted[table].add(key)
    found: Rows = {}
    for name, keys in wanted.items():
        found.update(_rows_of(facts, TABLES[name], keys))
    return found


def _rows_of(facts: duckdb.DuckDBPyConnection, table: Table, keys: set[str]) -> Rows:
    key = key_expression(table)
    question = f'SELECT {key} AS "_key", * FROM "{table.name}" WHERE {key} IN (SELECT unnest(?))'  # noqa: S608  # names come from the contract
    cursor = facts.execute(question, [sorted(keys)])
    names = [column[0] for column in cursor.description or ()][1:]
    return {
        f"{table.name}:{row[0]}": _plain(dict(zip(names, row[1:], strict=True))) for row in cursor.fetchall()
    }


def key_expression(table: Table) -> str:
    """SQL for a row's key as text: its key column, else its required columns in order joined by '/'."""
    if table.key:
        return f'"{table.key}"'
    required = [f'CAST("{column.name}" AS VARCHAR)' for column in table.columns if not column.optional]
    return f"concat_ws('/', {', '.join(required)})"


def digest(refs: Iterable[str], rows: Rows) -> str:
    """What a finding stands on, in one hash: when it changes, a dismissed finding is open again."""
    text = json.dumps([(ref, rows.get(ref)) for ref in refs], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _text(value) for name, value in row.items() if value is not None}


def _text(value: Any) -> Any:
    match value:
        case float():
            return float(f"{value:.12g}")  # 0.35 as it was written, not as it is stored
        case bool() | int() | str():
            return value
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return str(value)
