"""JSON published by others: one document to a file, or one to a line; gzipped or not."""

from __future__ import annotations

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from qinqing.facts.shown import reason
from qinqing.refusals import Refused, Say

LONGEST = 40  # digits of a number; what is longer is none and stays as it is written
LARGEST = 2**30  # bytes a packed file may unpack to: a few kilobytes can be made to fill any memory


def read_documents(path: Path) -> Iterator[tuple[str, Any]]:
    """Each document with its place, numbers as text; Refused `facts.source` where there is none."""
    return documents(path, read_text(path))


def read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if path.name.lower().endswith(".gz"):
            content = unpacked(content)
        return content.decode("utf-8-sig")
    except (OSError, EOFError, zlib.error) as error:
        why = getattr(error, "strerror", None) or str(error)
        says = Say(f"来源 {path}：无法读取：{why}", f"source {path}: cannot be read: {why}")
        raise Refused("facts.source", says) from error
    except UnicodeDecodeError as error:
        says = Say(f"来源 {path}：不是 UTF-8 编码", f"source {path}: it is not UTF-8")
        raise Refused("facts.source", says) from error


def unpacked(content: bytes) -> bytes:
    """What gzip packed; EOFError where it is cut off, OSError where it is more than anyone can hold."""
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
        text = file.read(LARGEST + 1)
    if len(text) > LARGEST:
        raise OSError(f"more than {LARGEST >> 20} MiB when unpacked: unpack it and split it")
    return text


def documents(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    """One document, or one to a line: whichever the text is. Lines end as JSON Lines has it, nowhere else."""
    try:
        yield path.name, parsed(text)
        return
    except (ValueError, RecursionError) as error:
        whole = error
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    for n, line in lines:
        try:
            yield f"{path.name}:{n}", parsed(line)
        except (ValueError, RecursionError) as error:
            why = reason(whole if n == lines[0][0] else error)
            says = Say(f"来源 {path} 第 {n} 行不是 JSON：{why}", f"source {path}, line {n} is no JSON: {why}")
            raise Refused("facts.source", says) from error


def parsed(text: str) -> Any:
    return json.loads(text, parse_float=digits, parse_int=str)


def digits(number: str) -> str:
    """A number keeps its digits; 1.5e7 is written out."""
    try:
        exact = Decimal(number)
    except InvalidOperation:  # an exponent of twenty digits
        return number
    return f"{exact:f}" if abs(exact.adjusted()) < LONGEST else number
