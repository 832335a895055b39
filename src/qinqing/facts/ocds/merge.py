"""What all releases of one contracting process say together (OCDS 1.1, merging).

A later release is laid over an earlier one: objects member by member, lists of things with an `id` thing by thing,
anything else as a whole; null takes away. The `ocdsmerge` package does the same and more, and asks the network for
its schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qinqing.facts.ocds.read import Release


def merged(releases: Iterable[Release]) -> list[Release]:
    """One compiled release per process, in the order in which processes first appear; undated releases first."""
    processes: dict[str, list[Release]] = {}
    for release in releases:
        processes.setdefault(release["ocid"], []).append(release)
    return [compiled(each) for each in processes.values()]


def compiled(releases: list[Release]) -> Release:
    whole: Release = {}
    for release in sorted(releases, key=lambda release: str(release.get("date") or "")):
        whole = laid_over(whole, release)
    return whole


def laid_over(earlier: Any, later: Any) -> Any:
    match earlier, later:
        case dict(), dict():
            changed = {
                name: laid_over(earlier.get(name), given)
                for name, given in later.items()
                if given is not None
            }
            kept = {name: given for name, given in earlier.items() if name not in later}
            return kept | changed
        case list(), list() if all(map(has_id, [*earlier, *later])):
            by_id = {thing["id"]: thing for thing in earlier}
            for thing in later:
                by_id[thing["id"]] = laid_over(by_id.get(thing["id"]), thing)
            return list(by_id.values())
        case _, dict():
            return laid_over({}, later)
        case _, list() if all(map(has_id, later)):
            return laid_over([], later) if later else []
        case _:
            return later


def has_id(thing: Any) -> bool:
    return isinstance(thing, dict) and isinstance(thing.get("id"), str)
