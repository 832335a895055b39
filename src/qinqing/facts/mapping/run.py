"""Run a mapping: read the sources, make the facts, write the folder and beside it what did not fit."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from qinqing.facts.found import REJECTS
from qinqing.facts.mapping.convert import plain
from qinqing.facts.mapping.gather import Reject, gather
from qinqing.facts.mapping.read import Rows, read_source
from qinqing.facts.mapping.sift import Sieve
from qinqing.facts.mapping.spec import Mapping
from qinqing.facts.write import refuse_other_folders, write_folder


@dataclass(frozen=True)
class SourceOutcome:
    """What became of a source: rows read, rows rejected, and why: how often, with the first as example."""

    name: str
    file: str
    read: int
    rejected: int
    reasons: list[tuple[int, Reject]]


@dataclass(frozen=True)
class Outcome:
    rows: dict[str, int]
    merged: dict[str, int]  # further rows with the key of one kept, where the mapping says `once`
    sources: list[SourceOutcome]


def run_mapping(mapping: Mapping, out: Path) -> Outcome:
    """Write the fact folder at `out`; rejected rows go to `rejects/<source>.csv` in it."""
    refuse_other_folders(out)
    read = {source.name: read_source(mapping.folder, source) for source in mapping.sources}
    gathering = gather(mapping, read)
    with Sieve(gathering) as sieve:
        tables = sieve.run()
    rejects = {name: sorted(found) for name, found in gathering.rejects.items()}
    write_folder(out, tables, lambda folder: write_rejects(folder / REJECTS, rejects, read))
    sources = [
        SourceOutcome(s.name, s.file, len(read[s.name].rows), *summed(rejects[s.name]))
        for s in mapping.sources
    ]
    return Outcome({name: len(table) for name, table in tables.items()}, dict(+sieve.merged), sources)


def summed(rejects: list[Reject]) -> tuple[int, list[tuple[int, Reject]]]:
    """Rows rejected, and the reasons by column: a mapping's own reasons one by one, others by example."""
    alike: dict[tuple[str, ...], list[Reject]] = {}
    for reject in rejects:
        own = reject.reason.zh if not reject.table else ""
        alike.setdefault((reject.table, reject.column, own), []).append(reject)
    return len({r.row for r in rejects}), [(len(found), found[0]) for found in alike.values()]


def write_rejects(folder: Path, rejects: dict[str, list[Reject]], read: dict[str, Rows]) -> None:
    """One file per source with rejects: where, why, and the row's own cells, to be mended and read again."""
    for name, found in rejects.items():
        if found:
            folder.mkdir(exist_ok=True)
            write_reject_file(folder / f"{name}.csv", found, read[name])


def write_reject_file(path: Path, rejects: list[Reject], rows: Rows) -> None:
    by_number = {row.number: row for row in rows.rows}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["row", "table", "column", "reason_zh", "reason_en", *rows.header])
        for reject in rejects:
            cells = by_number[reject.row].cells
            own = [plain(cells.get(name)) or "" for name in rows.header]
            writer.writerow([reject.row, reject.table, reject.column, *reject.reason, *own])
