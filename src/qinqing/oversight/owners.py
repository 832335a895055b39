"""Who owns each fact table: an app of the platform, or, until that app has a record, the folder swept last.

owns({"applications": rows, …}, began=Application.objects.exists)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qinqing.facts.schema import TABLES

Rows = Callable[[], Iterator[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Owner:
    """`began`: whether the app keeps the record already."""

    tables: Mapping[str, Rows]
    began: Callable[[], bool]


_owners: list[Owner] = []


def owns(tables: Mapping[str, Rows], began: Callable[[], bool]) -> None:
    """An app says which tables it keeps. ValueError where another keeps one of them, or the contract has no such table."""
    if unknown := sorted(set(tables) - set(TABLES)):
        raise ValueError(
            f"{unknown}: no such fact table. The contract is docs/reference/facts.md; an app fills its tables and makes none"
        )
    taken = {table for owner in _owners for table in owner.tables} & set(tables)
    if taken:
        raise ValueError(f"{sorted(taken)} have an owner already")
    _owners.append(Owner(tables, began))


def owned_tables() -> dict[str, Rows]:
    """The tables the platform keeps today, with their rows."""
    return {table: rows for owner in _owners if owner.began() for table, rows in owner.tables.items()}
