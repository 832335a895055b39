"""What a published document says, laid out as CSV tables for a mapping to read."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

from qinqing.refusals import Failed, Say

Row: TypeAlias = dict[str, str | None]


@contextmanager
def laid_out(columns: Mapping[str, tuple[str, ...]], rows: Iterable[tuple[str, Row]]) -> Iterator[Path]:
    """A folder with a file per table, each with its columns even where it has no row; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="qinqing-") as name:
        folder = Path(name)
        try:
            write_tables(folder, columns, rows)
        except OSError as error:
            why = error.strerror or str(error)
            says = Say(f"无法写入临时文件夹 {folder}：{why}", f"cannot write in {folder}: {why}")
            raise Failed("facts.unwritten", says) from error
        yield folder


def write_tables(
    folder: Path, columns: Mapping[str, tuple[str, ...]], rows: Iterable[tuple[str, Row]]
) -> None:
    """Halves of characters, which JSON can spell and no file can hold, become question marks."""
    with ExitStack() as files:
        writers: dict[str, csv.DictWriter[str]] = {}
        for name, header in columns.items():
            path = folder / f"{name}.csv"
            file = files.enter_context(path.open("w", encoding="utf-8", errors="replace", newline=""))
            writers[name] = csv.DictWriter(file, header, lineterminator="\n")
            writers[name].writeheader()
        for name, row in rows:
            writers[name].writerow(row)
