"""All items: those shipped and those a bureau wrote in `QINQING_HOME/items/`.

Whoever examines them is told every mistake and gets nothing (`load_items`); the platform goes on without the files that
have mistakes (`standing_items`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from qinqing.affairs.catalogue.checks import problems_of
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.reading import Common, Written, read_common, read_file, read_item
from qinqing.affairs.catalogue.refusals import items_refused
from qinqing.affairs.catalogue.slots import ItemSlots
from qinqing.law.house import home
from qinqing.refusals import Problem

SHIPPED = Path(__file__).resolve().parents[1] / "items"
NOT_OFFERED = "not_offered"


def own_folder() -> Path:
    """Where the installation's own items lie."""
    return home() / "items"


def load_items(own: Path | None = None) -> dict[str, Item]:
    """Every item offered, by key: the shipped ones, and over them those in `own` (QINQING_HOME/items if not said).

    Refused `items.refused` with every problem of every file.
    """
    folder = own_folder() if own is None else own
    return _loaded(folder, stamp_of(folder))


Stamp = tuple[tuple[str, int, int], ...]


def stamp_of(folder: Path) -> Stamp:
    """Changes whenever a file of the folder does; asked several times by every act, so it costs next to nothing."""
    try:
        with os.scandir(folder) as there:
            return tuple(sorted(_seen(one) for one in there if one.name.endswith(".yaml")))
    except OSError:
        return ()


def _seen(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    """What leads nowhere or is gone by now is seen too: reading it says so."""
    try:
        state = entry.stat()
    except OSError:
        return entry.name, 0, 0
    return entry.name, state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _loaded(folder: Path, stamp: Stamp) -> dict[str, Item]:
    """Read once per change of the files: `stamp` says which they are."""
    problems: list[Problem] = []
    items = read_items(folder, problems)
    if problems:
        raise items_refused(problems)
    return items


class Own(NamedTuple):
    """What one file of the bureau's says: of `key` an item, or (None) that it is not offered."""

    key: str
    item: Item | None


def read_items(folder: Path, problems: list[Problem]) -> dict[str, Item]:
    """As `load_items`, with every mistake in `problems` and what of the items could be read all the same."""
    common = shared_parts(problems)
    items = {item.key: item for item in shipped_items(problems)}
    for path in sorted(folder.glob("*.yaml")):
        if own := _read_own(path, common, items, problems):
            items = _with(items, own)
    if not problems:  # a file that is half read contradicts others without meaning to
        problems += problems_of(items)
    return dict(sorted(items.items()))


def standing_items(folder: Path, last: Callable[[str], Item | None]) -> tuple[dict[str, Item], list[Problem]]:
    """Every item that stands whatever the folder holds, and every mistake in it.

    A file with a mistake, or one that contradicts the others, is not taken: what its item said before stands (`last`), and
    where it never said anything the shipped one.
    """
    problems: list[Problem] = []
    items = read_items(folder, problems)
    return (_without_mistakes(folder, last), problems) if problems else (items, problems)


def _without_mistakes(folder: Path, last: Callable[[str], Item | None]) -> dict[str, Item]:
    common, items = shared_parts([]), {item.key: item for item in shipped_items([])}
    shipped, waiting = dict(items), []
    for path in sorted(folder.glob("*.yaml")):
        wrong: list[Problem] = []
        own = _read_own(path, common, shipped, wrong)
        if own and not wrong:
            waiting.append(own)
        elif key := _left_out_half(path):
            items = _without(items, key)
        else:
            items = _as_before(items, path.stem, last)
    # What stood before comes before what is new. One may need another's fields: each is tried until none fits any more.
    waiting.sort(key=lambda own: not _stood(own, last(own.key)))
    while fits := next((own for own in waiting if _fits(items, own)), None):
        items = _with(items, fits)
        waiting.remove(fits)
    for own in waiting:
        items = _as_before(items, own.key, last)
    return dict(sorted(items.items()))


def _stood(own: Own, before: Item | None) -> bool:
    return own.item is None or (before is not None and before.digest == own.item.digest)


def _fits(items: dict[str, Item], own: Own) -> bool:
    return {*problems_of(_with(items, own))} <= {*problems_of(items)}


def _with(items: dict[str, Item], own: Own) -> dict[str, Item]:
    return items | {own.key: own.item} if own.item else _without(items, own.key)


def _without(items: dict[str, Item], key: str) -> dict[str, Item]:
    return {other: item for other, item in items.items() if other != key}


def _as_before(items: dict[str, Item], key: str, last: Callable[[str], Item | None]) -> dict[str, Item]:
    before = last(key)
    return items | {key: before} if before else items


def _left_out_half(path: Path) -> str:
    """The item a half-saved file was to leave out, '' if none: it does not come back for a slip of the pen."""
    lines = read_file(path, []).content.decode(errors="replace").splitlines()
    if not any(line.startswith(NOT_OFFERED) for line in lines):
        return ""
    named = (line.removeprefix("item:").strip() for line in lines if line.startswith("item:"))
    return next(named, "") or path.stem


def shipped_items(problems: list[Problem]) -> Iterable[Item]:
    if not _shipped_problems():
        return _shipped()
    problems += _shipped_problems()
    return ()


@cache
def _shipped() -> tuple[Item, ...]:
    problems = _shipped_problems()
    assert not problems, problems
    common = shared_parts([])
    paths = sorted(SHIPPED.glob("*.yaml"))
    return tuple(read_item(path, read_file(path, []), common, False, []) for path in paths)


@cache
def _shipped_problems() -> list[Problem]:
    problems: list[Problem] = []
    common = shared_parts(problems)
    for path in sorted(SHIPPED.glob("*.yaml")):
        read_item(path, read_file(path, problems), common, False, problems)
    return problems


def shared_parts(problems: list[Problem]) -> dict[str, Common]:
    """The parts items share, by name."""
    return {path.stem: read_common(path, problems) for path in sorted((SHIPPED / "common").glob("*.yaml"))}


def _read_own(
    path: Path, common: Mapping[str, Common], known: Mapping[str, Item], problems: list[Problem]
) -> Own | None:
    """None: of what cannot be read, everything would be missing."""
    before = len(problems)
    written = read_file(path, problems)
    if len(problems) > before:
        return None
    if isinstance(written.tree, dict) and NOT_OFFERED in written.tree:
        return Own(_left_out(path, written, known, problems), None)
    return Own(path.stem, read_item(path, written, common, True, problems))


def _left_out(path: Path, written: Written, known: Mapping[str, Item], problems: list[Problem]) -> str:
    """A shipped item this bureau does not handle: `item` and `not_offered` with why, nothing else."""
    slots = ItemSlots(path.name, written.tree, problems)
    slots.text(NOT_OFFERED)
    key = slots.key("item")
    if key and key not in known:
        slots.note(f"没有事项 {key}，不必停办", f"there is no item {key} to leave out")
    slots.close()
    return key
