"""Releases of a file: a release package, a record package, a list, or one to a line; gzipped or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from qinqing.refusals import Problem, Refused, Say

Release = dict[str, Any]
LONGEST = 40  # digits of an amount; what is longer is none and stays as it is written


def read_releases(path: Path) -> list[Release]:
    """Every release, in order; Refused `facts.source` with each place that is none."""
    text = read_text(path)
    problems: list[Problem] = []
    releases = [
        release for where, given in documents(path, text) for release in inside(where, given, problems)
    ]
    if problems or not releases:
        says = Say(
            f"来源 {path} 不是 OCDS 数据（发布包、记录包，或每行一个发布）",
            f"source {path} is no OCDS data (a release package, a record package, or one release to a line)",
        )
        raise Refused("facts.source", says, problems)
    return releases


def read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if path.name.lower().endswith(".gz"):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except (OSError, EOFError) as error:
        why = getattr(error, "strerror", None) or str(error)
        says = Say(f"来源 {path}：无法读取：{why}", f"source {path}: cannot be read: {why}")
        raise Refused("facts.source", says) from error
    except UnicodeDecodeError as error:
        says = Say(f"来源 {path}：不是 UTF-8 编码", f"source {path}: it is not UTF-8")
        raise Refused("facts.source", says) from error


def documents(path: Path, text: str) -> Iterator[tuple[str, Any]]:
    """One document, or one to a line: whichever the text is; each with its place."""
    try:
        yield path.name, json.loads(text, parse_float=digits, parse_int=str)
        return
    except (json.JSONDecodeError, RecursionError) as error:
        whole = error
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    for n, line in lines:
        try:
            yield f"{path.name}:{n}", json.loads(line, parse_float=digits, parse_int=str)
        except (json.JSONDecodeError, RecursionError) as error:
            why = whole if n == lines[0][0] else error
            says = Say(f"来源 {path} 第 {n} 行不是 JSON：{why}", f"source {path}, line {n} is no JSON: {why}")
            raise Refused("facts.source", says) from error


def digits(number: str) -> str:
    """An amount keeps its digits; 1.5e7 is written out."""
    amount = Decimal(number)
    return f"{amount:f}" if abs(amount.adjusted()) < LONGEST else number


def inside(where: str, given: Any, problems: list[Problem]) -> Iterator[Release]:
    match given:
        case {"releases": list(each)} | list(each):
            for n, one in enumerate(each, start=1):
                yield from inside(f"{where}[{n}]", one, problems)
        case {"records": list(each)}:
            for n, one in enumerate(each, start=1):
                yield from of_record(f"{where}[{n}]", one, problems)
        case {"ocid": str()}:
            yield given
        case _:
            says = Say(
                "不是发布：没有 ocid，也没有 releases、records",
                "no release: it has neither ocid nor releases nor records",
            )
            problems.append(Problem(where, says))


def of_record(where: str, given: Any, problems: list[Problem]) -> Iterator[Release]:
    """A record's own summary where it has one; else its releases, unless they are only linked."""
    match given:
        case {"compiledRelease": dict(compiled)}:
            yield from inside(where, {"ocid": given.get("ocid"), **compiled}, problems)
        case {"releases": list(each)} if all(isinstance(one, dict) and "url" not in one for one in each):
            for n, one in enumerate(each, start=1):
                yield from inside(f"{where}[{n}]", {"ocid": given.get("ocid"), **one}, problems)
        case _:
            says = Say(
                "记录中没有汇总，发布也只有链接；请先下载发布",
                "the record holds no compiled release and only links to releases: download those first",
            )
            problems.append(Problem(where, says))
