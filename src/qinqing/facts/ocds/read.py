"""Releases of a file: a release package, a record package, a list, or one to a line; gzipped or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qinqing.facts.documents import read_documents
from qinqing.refusals import Problem, Refused, Say

Release = dict[str, Any]


def read_releases(path: Path) -> list[Release]:
    """Every release, in order; Refused `facts.source` with each place that is none."""
    problems: list[Problem] = []
    releases = [
        release for where, given in read_documents(path) for release in inside(where, given, problems)
    ]
    if problems or not releases:
        says = Say(
            f"来源 {path} 不是 OCDS 数据（发布包、记录包，或每行一个发布）",
            f"source {path} is no OCDS data (a release package, a record package, or one release to a line)",
        )
        raise Refused("facts.source", says, problems)
    return releases


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
