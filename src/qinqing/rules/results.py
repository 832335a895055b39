"""What judging a folder yields: per rule what it judged, and the findings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from qinqing.refusals import Say
from qinqing.rules.sheet import LikeCase

Figure: TypeAlias = int | Decimal | date | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One flagged unit, or one missing thing that leaves units undetermined.

    `on`: the day it became so · `evidence`: `table:key` · `path`: the ties of a link rule in order ·
    `unit`: what the rule's `one per` says, or the missing thing where it touches several units · `sheet`: of a pattern
    rule, own cases beside like ones; in no JSON.
    """

    rule: str
    articles: tuple[str, ...]
    kind: str
    level: str
    verdict: str
    department_id: str | None
    official_id: str | None
    enterprise_id: str | None
    on: date
    observed: Figure
    limit: Figure
    amount_cny: Decimal | None
    evidence: tuple[str, ...]
    path: tuple[str, ...]
    says: str
    says_en: str
    unit: str
    sheet: tuple[LikeCase, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same unit of the same rule, whichever sweep finds it: 64 hexadecimal digits."""
        return hashlib.sha256(f"{self.rule}\n{self.unit}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule did. All counts are of units: kept = judged - flagged - undetermined.

    `by_month`: "2026-03" → (judged, flagged, undetermined) by the day each verdict became so · `took_s`: while another
    rule may have had one of the cores.
    """

    rule: str
    articles: tuple[str, ...]
    status: str
    why: Say | None = None
    judged: int = 0
    flagged: int = 0
    undetermined: int = 0
    by_month: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    took_s: float = field(default=0.0, compare=False)

    @property
    def kept(self) -> int:
        return self.judged - self.flagged - self.undetermined


def total(by_month: dict[str, tuple[int, int, int]]) -> tuple[int, int, int]:
    """Units judged, flagged, undetermined in all months."""
    judged, flagged, undetermined = (sum(counts[n] for counts in by_month.values()) for n in range(3))
    return judged, flagged, undetermined


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Every rule over one folder as of one day. Findings in order of rule and unit."""

    on: date
    custody: str
    rules: list[RuleResult]
    findings: list[Finding]
