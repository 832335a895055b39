"""Findings as Parquet, written rule by rule as they are found: as many as the disk holds."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from qinqing.rules.found import Found
from qinqing.rules.report.as_json import figure
from qinqing.rules.results import Figure
from qinqing.rules.sentences import each

TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "rule": pa.string(),
        "articles": TEXTS,
        "kind": pa.string(),
        "level": pa.string(),
        "verdict": pa.string(),
        "department_id": pa.string(),
        "official_id": pa.string(),
        "enterprise_id": pa.string(),
        "on": pa.date32(),
        "observed": pa.string(),
        "limit": pa.string(),
        "amount_cny": pa.decimal128(38, 2),
        "evidence": TEXTS,
        "path": TEXTS,
        "says": pa.string(),
        "says_en": pa.string(),
    }
)


class FindingsWriter:
    """Adds findings to one Parquet file; observed and limit are text, since rules differ in what they count."""

    def __init__(self, path: Path):
        self.writer = pq.ParquetWriter(path, SCHEMA, compression="zstd")

    def add(self, found: Found) -> set[str]:
        """Writes the findings; the levels of those flagged."""
        levels: set[str] = set()
        for table in found.tables():
            for name in ("observed", "limit"):
                table = table.set_column(table.column_names.index(name), name, each(table[name], figure_text))
            self.writer.write_table(table.select(SCHEMA.names).cast(SCHEMA))
            levels |= {*table.filter(pc.equal(table["verdict"], "flagged"))["level"].unique().to_pylist()}
        return levels

    def close(self) -> None:
        self.writer.close()


def figure_text(value: Figure) -> str | None:
    shown = figure(value)
    return None if shown is None else str(shown)
