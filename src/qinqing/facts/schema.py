"""What a fact folder may hold: every table and column, read from `tables/*.txt`.

The files there are the contract in its own notation, one section each:
`K` key · `→ t` must exist in t · `?` may be null or absent · `⁕` an event (hidden before its day) ·
`⚑` a table of the discipline organ · `{…}` the only values allowed · `(…)` a note for the reader.
Where no type is written, `…_cny` is money, `…_m2` and `…_rate` are doubles, anything else is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from qinqing.refusals import Say

TABLE_FILES = Path(__file__).parent / "tables"
TIME_ZONE = "Asia/Shanghai"

# type → (Arrow type in a folder, DuckDB type seen by rules)
TYPES: dict[str, tuple[pa.DataType, str]] = {
    "string": (pa.string(), "VARCHAR"),
    "int": (pa.int64(), "BIGINT"),
    "grade": (pa.int64(), "BIGINT"),
    "money": (pa.decimal128(18, 2), "DECIMAL(18,2)"),
    "double": (pa.float64(), "DOUBLE"),
    "share": (pa.float64(), "DOUBLE"),
    "bool": (pa.bool_(), "BOOLEAN"),
    "date": (pa.date32(), "DATE"),
    "time": (pa.timestamp("us", tz=TIME_ZONE), "TIMESTAMP"),
}
# Characters a text may have. Ids stand in evidence and paths; the longest name in real data has 290 (a list of
# hosts), and the platform's own tables, which hold 200, say so themselves when they are filled.
LONGEST_ID, LONGEST_TEXT = 200, 2000
SPELT = {"0–1": "share", "1–5": "grade"}
BY_ENDING = {"_cny": "money", "_m2": "double", "_rate": "double"}

COLUMN = re.compile(
    r"(?P<name>\w+)(?P<maybe>\?)?(?P<key> K)?(?: (?P<event>⁕)?(?P<type>date|time|int|bool|double|0–1|1–5))?"
    r"(?: \{(?P<choices>[^}]+)\})?(?P<optional>\?)?(?: → (?P<references>\w+))?(?: \((?P<note>.+)\))?"
)
TABLE = re.compile(r"(?P<organ>⚑ )?(?P<name>\w+) · (?P<title>\S+)")
SECTION = re.compile(r"# (?P<en>.+) · (?P<zh>.+)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `type` is a key of TYPES, `choices` the only values allowed (empty: any)."""

    name: str
    type: str
    optional: bool = False
    is_key: bool = False
    references: str | None = None
    choices: tuple[str, ...] = ()
    is_event: bool = False
    note: str = ""

    @property
    def arrow(self) -> pa.DataType:
        return TYPES[self.type][0]

    @property
    def sql(self) -> str:
        return TYPES[self.type][1]

    @property
    def longest(self) -> int | None:
        """How many characters a text may have; None where it is no free text."""
        if self.type != "string" or self.choices:
            return None
        is_id = self.is_key or self.references or self.name.endswith("_id")
        return LONGEST_ID if is_id else LONGEST_TEXT


@dataclass(frozen=True)
class Table:
    """One table; `organ` tables belong to the discipline organ and are refused in a bureau's folder."""

    name: str
    title: str
    section: Say
    organ: bool
    columns: tuple[Column, ...]

    @cached_property
    def key(self) -> str | None:
        return next((c.name for c in self.columns if c.is_key), None)

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """What tells one row from another: the key, else every required column, in order."""
        return (self.key,) if self.key else tuple(c.name for c in self.columns if not c.optional)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Event columns in order; the first one says from which day a row exists."""
        return tuple(c.name for c in self.columns if c.is_event)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {c.name: c for c in self.columns}


def read_column(line: str) -> Column:
    found = COLUMN.fullmatch(line.strip())
    if not found:
        raise ValueError(f"not a column: {line!r}")
    name, written = found["name"], found["type"]
    return Column(
        name=name,
        type=SPELT.get(written, written) or type_by_ending(name),
        optional=bool(found["maybe"] or found["optional"]),
        is_key=bool(found["key"]),
        references=found["references"],
        choices=tuple(re.split(r",\s*", found["choices"])) if found["choices"] else (),
        is_event=bool(found["event"]),
        note=found["note"] or "",
    )


def type_by_ending(name: str) -> str:
    return next((kind for ending, kind in BY_ENDING.items() if name.endswith(ending)), "string")


def read_section(text: str) -> list[Table]:
    """One section: a heading, then blocks of a table line and its indented columns."""
    heading, *blocks = text.strip().split("\n\n")
    section = SECTION.fullmatch(heading)
    if not section:
        raise ValueError(f"not a section: {heading!r}")
    return [read_table(block, Say(section["zh"], section["en"])) for block in blocks]


def read_table(block: str, section: Say) -> Table:
    head, *lines = block.split("\n")
    found = TABLE.fullmatch(head)
    if not found:
        raise ValueError(f"not a table: {head!r}")
    columns = tuple(read_column(line) for line in lines)
    return Table(found["name"], found["title"], section, bool(found["organ"]), columns)


def read_tables() -> dict[str, Table]:
    files = sorted(TABLE_FILES.glob("*.txt"))
    tables = [table for file in files for table in read_section(file.read_text(encoding="utf-8"))]
    return {table.name: table for table in tables}


TABLES: dict[str, Table] = read_tables()
