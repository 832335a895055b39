"""The reference page of the fact folder, written from the schema so that it cannot grow stale."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from qinqing.facts.cells import EXPECTED, FIRST_DAY, FOREVER, LAST_DAY
from qinqing.facts.checks import ORDERS
from qinqing.facts.notation import SPELLING, column_line
from qinqing.facts.schema import LONGEST_ID, LONGEST_TEXT, TABLES, TYPES, Table

MAPPINGS = Path(__file__).parent / "mapping" / "about.md"

ABOUT = f"""# The fact folder

<!-- written by scripts/generate_facts_reference.py: do not edit -->

A directory with one file per table, `<table>.parquet` or `<table>.csv`. `qinqing facts validate FOLDER` lists
everything wrong with one at once; `qinqing facts schema` prints this page's tables.

* `K` key · `→ t` must exist in table `t` · `?` may be null, and the column may be absent
* `⁕` an event: a row is there from the day of its first event, later events read as null before their day
* `⚑` the discipline organ's: refused in a bureau's folder; `--custody organ` reads it, from `organ/` too
* Where no type is written: `…_cny` is money, `…_m2` and `…_rate` are doubles, anything else is text.
* CSV: UTF-8, a header, ISO dates, times with an offset (one in a date column is cut to its day in
  Asia/Shanghai), `true`/`false`, empty is null, plain decimals. Rows without any cell are skipped. A last line without a line
  end is read (RFC 4180 allows it) and said in a warning: a file cut off within its last cell looks the same.
* Text in which nothing can be seen (none, spaces of any width, tabs, marks of no width) is null, in CSV and Parquet alike: refused
  where something must stand; elsewhere how many there were is said in a warning.
* A text is bounded, in CSV and Parquet alike: {LONGEST_ID} characters for keys, references and `…_id`, {LONGEST_TEXT} for names
  and all other texts. Files wider than any table, or packed as no table of facts packs, are refused unread.
* Parquet: columns of another type are taken where nothing is lost or guessed; a time without a zone is not.
* Dates lie in {FIRST_DAY}…{LAST_DAY}; an `until` of {FOREVER} means null.
* `truth.parquet` (a synthetic folder's answer key), `values.yaml` (the values that key holds by), `README.txt` and
  `rejects/` (what did not fit a mapping) are not read.
* A problem is told as `file:row:column`. Rows of a CSV count as in a spreadsheet (the header is row 1), those
  of a Parquet file from 1.
"""


def reference_page() -> str:
    """The whole page as Markdown."""
    sections = [
        section_text(str(section.en), section.zh, list(tables))
        for section, tables in groupby(TABLES.values(), key=lambda table: table.section)
    ]
    mappings = MAPPINGS.read_text(encoding="utf-8")
    return "\n".join([ABOUT, types_text(), orders_text(), *sections, mappings])


def types_text() -> str:
    rows = [
        f"| {SPELLING.get(name, name)} | `{arrow}` | {EXPECTED[name].en} |"
        for name, (arrow, _) in TYPES.items()
    ]
    return "\n".join(["## Types", "", "| written | Arrow | takes |", "|---|---|---|", *rows, ""])


def orders_text() -> str:
    rows = [f"* `{later}` before `{earlier}`" for earlier, later in ORDERS]
    return "\n".join(["## Impossible orders", "", "Refused in a row, and no other order is:", "", *rows, ""])


def section_text(english: str, chinese: str, tables: list[Table]) -> str:
    return "\n".join([f"## {english} {chinese}", "", *(table_section(table) for table in tables)])


def table_section(table: Table) -> str:
    mark = "⚑ " if table.organ else ""
    columns = "\n".join(column_line(column) for column in table.columns)
    return f"### {mark}{table.name} {table.title}\n\n```\n{columns}\n```\n"
