"""Parts of a JSON document: what lies down a path, nothing where something else is there."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def things(inside: Any, *path: str) -> list[Part]:
    """The objects of a list."""
    found = at(inside, *path)
    return [thing for thing in found if isinstance(thing, dict)] if isinstance(found, list) else []


def at(inside: Any, *path: str) -> Any:
    for name in path:
        inside = inside.get(name) if isinstance(inside, dict) else None
    return inside


def text(inside: Any, *path: str) -> str | None:
    found = at(inside, *path)
    return found if isinstance(found, str) else None
