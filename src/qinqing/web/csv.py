"""Tables as CSV files: UTF-8 with a mark so that office programs read it, one row at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from qinqing.sheets.formulas import FORMULA_STARTS

BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """What `csv.writer` writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """A download named `name` with `head` as first row; rows are streamed as they come."""
    return StreamingHttpResponse(
        _lines(head, rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    write = csv.writer(_Line()).writerow
    yield BYTE_ORDER_MARK + write(head)
    for row in rows:
        yield write([_cell(value) for value in row])


def _cell(value: object) -> object:
    """Text from outside never becomes a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value
