"""A number for each row of some columns: rows that agree in all of them have the same one, others hardly ever."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Marks = NDArray[np.uint64]
WORD = 8  # bytes taken in at once
# Odd, and its bits are spread: the first 64 of the golden ratio's fraction.
SPREAD = np.uint64(0x9E3779B97F4A7C15)
HALF = np.uint64(32)
# By the bytes left of a text, those of the word that are its own.
OWN = np.array([(1 << 8 * left) - 1 for left in range(WORD + 1)], dtype=np.uint64)


def marks_of(columns: Sequence[pa.ChunkedArray]) -> Marks:
    """Of every row; nothing has the mark of an empty text."""
    marks = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        marks = mixed(marks, of_texts(texts(column)))
    return marks


def texts(column: pa.ChunkedArray) -> pa.StringArray:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    told = whole if whole.type == pa.string() else whole.cast(pa.string())
    return told.fill_null("") if told.null_count else told


def of_texts(column: pa.StringArray) -> Marks:
    """Eight bytes of every text after the other, without a look at any by itself."""
    marks = np.zeros(len(column), dtype=np.uint64)
    if not len(column):
        return marks
    _, places, bytes_ = column.buffers()
    starts = np.frombuffer(places, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    sizes = np.diff(starts)
    words = every_word(bytes_)
    for done in range(0, int(sizes.max()), WORD):
        left = np.clip(sizes - done, 0, WORD)
        word = words[np.minimum(starts[:-1] + done, len(words) - 1)] & OWN[left]
        marks = np.where(left > 0, mixed(marks, word), marks)
    return marks


def every_word(bytes_: pa.Buffer | None) -> NDArray[np.uint64]:
    """The eight bytes from each byte on."""
    padded = (bytes_.to_pybytes() if bytes_ else b"") + bytes(WORD)
    return np.ndarray(len(padded) - WORD + 1, dtype="<u8", buffer=padded, strides=(1,))


def mixed(marks: Marks, others: Marks) -> Marks:
    both = (marks ^ others) * SPREAD
    return both ^ (both >> HALF)
