"""Statements of a file: a list of them, or one to a line; gzipped or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qinqing.facts.documents import read_documents
from qinqing.refusals import Problem, Refused, Say

Statement = dict[str, Any]


def read_statements(path: Path) -> list[Statement]:
    """Every statement, in order; Refused `facts.source` with each place that is none."""
    problems: list[Problem] = []
    statements = [
        statement for where, given in read_documents(path) for statement in inside(where, given, problems)
    ]
    if problems or not statements:
        says = Say(
            f"来源 {path} 不是 BODS 0.4 数据（声明的列表，或每行一个声明）",
            f"source {path} is no BODS 0.4 data (a list of statements, or one statement to a line)",
        )
        raise Refused("facts.source", says, problems, total=len(problems))
    return statements


def inside(where: str, given: Any, problems: list[Problem]) -> Iterator[Statement]:
    for place, one in (
        [(f"{where}[{n}]", one) for n, one in enumerate(given, start=1)]
        if isinstance(given, list)
        else [(where, given)]
    ):
        if is_statement(one):
            yield one
        else:
            problems.append(Problem(place, why_none(one)))


def is_statement(given: Any) -> bool:
    match given:
        case {
            "statementId": str(),
            "recordId": str(),
            "recordType": "entity" | "person" | "relationship",
            "recordDetails": dict(),
        }:
            return True
    return False


def why_none(given: Any) -> Say:
    if isinstance(given, dict) and "statementType" in given:
        return Say(
            "这是 BODS 0.3 或更早的声明；请先转换为 0.4",
            "a statement of BODS 0.3 or older: convert it to 0.4 first",
        )
    return Say(
        "不是声明：statementId、recordId、recordType（entity、person、relationship）、recordDetails 缺一不可",
        "no statement: it needs statementId, recordId, recordType (entity, person, relationship) and recordDetails",
    )
