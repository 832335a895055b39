"""Random fact folders, some sound, some spoilt in cells, headers, types or bytes: the same seed, the same folder."""

from __future__ import annotations

import csv
import io
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.facts.schema import TABLES, Column, Table

WRITTEN = (Path(__file__).parent / "nasty.txt").read_text(encoding="utf-8").split()
NASTY = [*WRITTEN, "", " ", "\n", "\r", "\0", "\ufeff", "1" * 400]
STORED = (
    pa.int32(),
    pa.float64(),
    pa.decimal128(38, 6),
    pa.date64(),
    pa.timestamp("ns"),
    pa.timestamp("ns", "UTC"),
    pa.large_string(),
    pa.binary(),
    pa.null(),
    pa.dictionary(pa.int8(), pa.string()),
)
INSERTED = (b'"', b",", b"\n", b"\0", b"\xff", b"\r", b"")
FIRST = datetime(2001, 1, 1, tzinfo=UTC)
KNOWN = 5  # rows of a table others may refer to


class Spoiler:
    """Writes one folder; `rate` is the chance that a cell, a header or a file is spoilt."""

    def __init__(self, seed: int, rows: int):
        self.rng = random.Random(seed)
        self.rows = rows
        self.rate = self.rng.choice([0, 0, 0.002, 0.05, 0.4])

    def spoils(self) -> bool:
        return self.rng.random() < self.rate

    def write(self, folder: Path) -> int:
        """The number of rows written."""
        names = with_parents(self.rng.sample(sorted(TABLES), 2))
        for name in names:
            self.write_table(folder, TABLES[name])
        return len(names) * self.rows

    def write_table(self, folder: Path, table: Table) -> None:
        columns = [c for c in table.columns if not c.optional or self.rng.random() < 0.7]
        rows = [self.row(table, columns, n) for n in range(self.rows)]
        header = [self.rng.choice(NASTY) if self.spoils() and self.spoils() else c.name for c in columns]
        if self.rng.random() < 0.5:
            content = as_csv(header, rows, self.rng.choice(["\n", "\r\n"]))
            path = folder / f"{table.name}.csv"
        else:
            content = self.as_parquet(header, columns, rows)
            path = folder / f"{table.name}.parquet"
        path.write_bytes(self.damaged(content) if self.spoils() else content)

    def row(self, table: Table, columns: list[Column], n: int) -> list[str]:
        """Days and times only grow along a row, so that no order is impossible unless spoilt."""
        moment = FIRST + timedelta(days=self.rng.randrange(9000))
        cells = []
        for column in columns:
            moment += timedelta(hours=self.rng.randrange(200))
            cell = self.cell(table, column, n, moment)
            cells.append(self.rng.choice(NASTY) if self.spoils() and self.rng.random() < 0.1 else cell)
        return cells

    def cell(self, table: Table, column: Column, n: int, moment: datetime) -> str:
        rng = self.rng
        if column.is_key:
            return f"{table.name}-{n}"
        if column.optional and (rng.random() < 0.3 or column.references == table.name):
            return ""
        if column.references:
            return f"{column.references}-{rng.randrange(KNOWN)}"
        if column.choices:
            return rng.choice(column.choices)
        match column.type:
            case "date":
                return moment.date().isoformat()
            case "time":
                return moment.isoformat()
            case "bool":
                return rng.choice(["true", "false"])
            case "money":
                return f"{rng.randrange(10**8) / 100:.2f}"
            case "double" | "share":
                return f"{rng.random():.6f}"
            case "int" | "grade":
                return str(rng.randrange(1, 6))
            case _:
                return f"文{rng.randrange(99)}"

    def as_parquet(self, header: list[str], columns: list[Column], rows: list[list[str]]) -> bytes:
        arrays = [self.array(c, [row[n] or None for row in rows]) for n, c in enumerate(columns)]
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_arrays(arrays, names=header), sink)
        return sink.getvalue()

    def array(self, column: Column, cells: list[str | None]) -> pa.Array:
        text = pa.array(cells, pa.string())
        wanted = self.rng.choice(STORED) if self.spoils() else column.arrow
        try:
            return text.cast(wanted)
        except pa.ArrowException:
            return text

    def damaged(self, content: bytes) -> bytes:
        damaged = bytearray(content)
        for _ in range(self.rng.randrange(1, 5)):
            place = self.rng.randrange(len(damaged))
            if self.rng.random() < 0.5:
                damaged[place] = self.rng.randrange(256)
            else:
                damaged[place : place + 1] = self.rng.choice(INSERTED)
        return bytes(damaged)


def with_parents(names: list[str]) -> list[str]:
    """These tables and every table they refer to."""
    wanted = list(names)
    for name in wanted:
        referred = {c.references for c in TABLES[name].columns if c.references}
        wanted += sorted(referred - set(wanted))
    return wanted


def as_csv(header: list[str], rows: list[list[str]], newline: str) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerows([header, *rows])
    return text.getvalue().encode()


def a_day(seed: int) -> date:
    return date(2005, 1, 1) + timedelta(days=seed * 37)
