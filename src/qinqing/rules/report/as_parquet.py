"""Findings as Parquet, written rule by rule as they are found: as many as the disk holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from qinqing.rules.report.as_json import figure
from qinqing.rules.results import Finding

BATCH = 10_000
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

    def add(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Writes the findings and passes each on."""
        remaining = iter(findings)
        while batch := list(islice(remaining, BATCH)):
            self.writer.write_table(pa.Table.from_pylist([row(finding) for finding in batch], SCHEMA))
            yield from batch

    def close(self) -> None:
        self.writer.close()


def row(finding: Finding) -> dict[str, Any]:
    cells = {name: getattr(finding, name) for name in SCHEMA.names}
    for name in ("observed", "limit"):
        shown = figure(cells[name])
        cells[name] = None if shown is None else str(shown)
    return cells
