"""Make a world: written into a folder beside its place, then put there in one step."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path

import duckdb

from qinqing.facts.found import ANSWER_KEY, NOTE
from qinqing.facts.found import OWN_VALUES as VALUES_FILE
from qinqing.facts.world.files import Progress, write_files
from qinqing.facts.world.note import note
from qinqing.facts.world.settings import OWN_VALUES, settings
from qinqing.facts.world.size import LAST_DAY, World
from qinqing.facts.world.stories import casts
from qinqing.facts.write import is_ours, put_in_place
from qinqing.refusals import Failed, Refused, Say

BESIDE = (NOTE, VALUES_FILE)


def make_world(
    out: Path,
    enterprises: int,
    years: int,
    seed: int,
    rate: float | None = None,
    officials: int | None = None,
    *,
    last_day: date = LAST_DAY,
    progress: Progress | None = None,
) -> None:
    """Write a county (or a country) of invented people and firms as a fact folder with `truth.parquet`.

    Same arguments, same bytes. `truth.parquet` lists every planted breach as of the last day: rule, unit,
    verdict, level, ids, evidence (`table:key`; none for a pattern), story. Of pattern rules these are the units that
    differ by more than the rule's header promises to find: whether a sweep finds each is a matter of chance.
    It holds by `values.yaml`, written beside it. `progress` hears each file's name and rows.
    Refused: `world.size`, `world.law-changed`, `world.no-calendar`, `world.no-full-year`, `world.not-empty`;
    Failed: `world.not-written`. An older world at `out` is replaced in one step; nothing is left half-written.
    """
    world = World(enterprises, years, seed, rate, officials, last_day)
    refuse_other_folders(out)
    given, planted = settings(world), casts(world)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
        try:
            write_files(new, given, planted, progress or (lambda name, rows: None))
            (new / NOTE).write_text(note(world, new / ANSWER_KEY), encoding="utf-8")
            shutil.copyfile(OWN_VALUES, new / VALUES_FILE)
            put_in_place(new, out)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        says = Say(f"虚构县没有写成：{error}", f"the world could not be written: {error}")
        raise Failed("world.not-written", says) from error


def refuse_other_folders(out: Path) -> None:
    """Only an empty folder or an older world, with nothing else in it, is ever replaced."""
    if not out.exists() and not out.is_symlink():
        return
    entries = sorted(out.iterdir()) if out.is_dir() else [out]
    foreign = [entry.name for entry in entries if not is_ours(entry) and entry.name not in BESIDE]
    if entries and (foreign or not (out / ANSWER_KEY).is_file()):
        held = foreign[0] if foreign else entries[0].name
        says = Say(
            f"{out} 已存在，且不是虚构县（有 {held}），不予覆盖；请另选位置",
            f"{out} exists and is no world (it holds {held}): choose another place",
        )
        raise Refused("world.not-empty", says)
