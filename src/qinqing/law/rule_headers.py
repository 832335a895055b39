"""What the rule files say of themselves in their headers, read without the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

import yaml

from qinqing.law.house import PACKAGE, test_files
from qinqing.refusals import Problem, Refused, Say

RULES = PACKAGE / "rules" / "catalogue"


@dataclass(frozen=True, slots=True)
class RuleHeader:
    """The slots of a rule's header that lead from an article to it. `values` are ids of dated values."""

    id: str
    title: Say
    norms: tuple[str, ...]
    values: tuple[str, ...]
    kind: str
    level: str
    custody: str
    path: Path

    @property
    def cases(self) -> Path:
        return self.path.with_suffix(".cases.yaml")


@cache
def rule_headers(folder: Path = RULES) -> dict[str, RuleHeader]:
    """Rule id → header, for every rule file under `folder`, in the order of subject and id."""
    headers = [read_header(path) for path in sorted(folder.rglob("*.sql"))]
    return {header.id: header for header in headers}


def read_header(path: Path) -> RuleHeader:
    """The YAML in the leading `-- ` comments of a rule file. Refused if unreadable."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = list(takewhile(lambda line: line.startswith("--"), lines))
    text = "\n".join(line.removeprefix("--").removeprefix(" ") for line in lines)
    try:
        given = yaml.safe_load(text)
        return RuleHeader(
            id=given["rule"],
            title=Say(given["title"]["zh"], given["title"]["en"]),
            norms=tuple(given["norms"]),
            values=tuple(given["values"] or ()),
            kind=given["kind"],
            level=given["level"],
            custody=given["custody"],
            path=path,
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        says = Say("规则文件的头部读不懂，请对照别的规则", "a rule's header cannot be read; compare another")
        raise Refused("rule.header", says, [Problem(str(path), Say(str(error), str(error)))]) from error


def tests_of(rule: RuleHeader) -> Iterator[Path]:
    """The rule's case file and every test that names the rule."""
    if rule.cases.is_file():
        yield rule.cases
    named = re.compile(rf"(?<![\w-]){re.escape(rule.id)}(?![\w-])")
    yield from (path for path, text in _test_texts() if named.search(text))


@cache
def _test_texts() -> tuple[tuple[Path, str], ...]:
    return tuple((path, path.read_text(encoding="utf-8")) for path in test_files())
