"""Text that shows nothing (no character, or white space of any width) is no text: it is read as null, in every format.

Whether a column holds any is asked once, when its file is examined; only such columns are read in a longer way.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from qinqing.facts import cells
from qinqing.refusals import Problem, Say

if TYPE_CHECKING:
    from qinqing.facts.source import Source

# Between these, in order of bytes, no character begins that shows nothing: ASCII's letters; what follows U+3000 in
# Unicode, Chinese characters among it, up to U+FEFF.
SEEN = ((b"!", b"\x7f"), (b"\xe3\x80\x81", b"\xef\xbb\xbf"))


def doubtful(metadata: pq.FileMetaData, names: Collection[str]) -> list[str]:
    """Of a Parquet file's text columns those whose least and greatest value, by row group, do not rule blank text out.

    Nearly all are ruled out by that: of the 256 million texts of a province two million are left to be asked.
    """
    groups = (metadata.row_group(n) for n in range(metadata.num_row_groups))
    chunks = (group.column(n) for group in groups for n in range(group.num_columns))
    found = {chunk.path_in_schema for chunk in chunks if not is_ruled_out(chunk)}
    return [name for name in names if name in found]


def is_ruled_out(chunk: pq.ColumnChunkMetaData) -> bool:
    """Whether no text of the chunk can be blank; statistics that say nothing rule out nothing."""
    if chunk.physical_type != "BYTE_ARRAY":
        return True
    known = chunk.statistics
    if known is None:
        return False
    if not known.has_min_max:
        return bool(known.has_null_count and known.null_count == chunk.num_values)
    return any(low <= known.min_raw and known.max_raw < high for low, high in SEEN)


def read_as_null(connection: duckdb.DuckDBPyConnection, source: Source) -> None:
    """From here on the source's blank texts are null wherever it is read; how many there are is said."""
    if not source.doubtful:
        return
    counts = [f"count(*) FILTER (WHERE {blank(name)})" for name in source.doubtful]
    (asked,) = connection.sql(f"SELECT {', '.join(counts)} FROM {source.scan}").fetchall()
    found = {name: count for name, count in zip(source.doubtful, asked, strict=True) if count}
    if found:
        source.blanked = [*found]
        source.scan = without_blank(source, source.blanked)
        source.warnings += [told(source, name, count) for name, count in found.items()]


def blank(name: str) -> str:
    return cells.is_blank(cells.quoted(name))


def without_blank(source: Source, names: Sequence[str]) -> str:
    """What to select from; a row of a CSV that is blank all over is no row, like one without any cell."""
    read = ", ".join(
        f"CASE WHEN NOT {blank(name)} THEN {cells.quoted(name)} END AS {cells.quoted(name)}" for name in names
    )
    scan = f"(SELECT * REPLACE ({read}) FROM {source.scan})"
    return scan if source.is_parquet else cells.filled(scan, [c.name for c in source.columns])


def told(source: Source, name: str, count: int) -> Problem:
    says = Say(
        f"{count} 个单元格没有可见的文字，按空处理",
        f"{count} {'cell' if count == 1 else 'cells'} in which nothing can be seen: read as empty",
    )
    return Problem(f"{source.shown}::{name}", says)


def nulled(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """The same of an Arrow column: where it holds text."""
    if not cells.is_text(texts.type) or pa.types.is_dictionary(texts.type):
        return texts
    is_blank = pc.match_substring_regex(texts, rf"\A{cells.BLANK}\z")
    return pc.if_else(is_blank, pa.scalar(None, texts.type), texts)
