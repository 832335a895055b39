"""All items: those shipped and those a bureau wrote in `QINQING_HOME/items/`, taken whole or refused whole."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

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

    Refused `items.refused` with every problem of every file; nothing of them is taken then.
    """
    folder = own_folder() if own is None else own
    return _loaded(folder, _stamp(folder))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes whenever a file of the folder does."""
    return tuple(_seen(path) for path in sorted(folder.glob("*.yaml")))


def _seen(path: Path) -> tuple[str, int, int]:
    """A link that leads nowhere is seen too: reading it says so."""
    state = path.stat() if path.exists() else path.lstat()
    return path.name, state.st_mtime_ns, state.st_size


@lru_cache(maxsize=4)
def _loaded(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> dict[str, Item]:
    """Read once per change of the files: `stamp` says which they are."""
    problems: list[Problem] = []
    items = read_items(folder, problems)
    if problems:
        raise items_refused(problems)
    return items


def read_items(folder: Path, problems: list[Problem]) -> dict[str, Item]:
    """As `load_items`, with every mistake in `problems` and what of the items could be read all the same."""
    common = shared_parts(problems)
    items = {item.key: item for item in shipped_items(problems)}
    for path in sorted(folder.glob("*.yaml")):
        before = len(problems)
        written = read_file(path, problems)
        if len(problems) > before:  # of what cannot be read, everything would be missing
            continue
        if isinstance(written.tree, dict) and NOT_OFFERED in written.tree:
            _leave_out(path, written, items, problems)
            continue
        item = read_item(path, written, common, True, problems)
        items[path.stem] = item
    if not problems:  # a file that is half read contradicts others without meaning to
        problems += problems_of(items)
    return dict(sorted(items.items()))


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


def _leave_out(path: Path, written: Written, items: dict[str, Item], problems: list[Problem]) -> None:
    """A shipped item this bureau does not handle: `item` and `not_offered` with why, nothing else."""
    slots = ItemSlots(path.name, written.tree, problems)
    slots.text(NOT_OFFERED)
    key = slots.key("item")
    if key and key not in items:
        slots.note(f"没有事项 {key}，不必停办", f"there is no item {key} to leave out")
    slots.close()
    items.pop(key, None)
