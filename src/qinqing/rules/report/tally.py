"""Findings counted as they come: how many by article, department and month, and the first of every rule to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qinqing.rules.report.pictures import Count
from qinqing.rules.results import Finding, RuleResult

# Of each rule and verdict so many findings stand on the page: a browser opens it at once, and a person reads no more.
SHOWN = 50
FLAGGED, UNDETERMINED = "flagged", "undetermined"


@dataclass
class Tally:
    """What a page needs of any number of findings; it holds no more of them than it shows. `levels`: those flagged."""

    counted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    levels: set[str] = field(default_factory=set)
    shown: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        tally = cls()
        for finding in findings:
            tally.add(finding)
        return tally

    def add(self, finding: Finding) -> None:
        self.rules[finding.rule, finding.verdict] += 1
        if finding.verdict == FLAGGED:
            self.levels.add(finding.level)
        self.counted["department", finding.department_id or "", finding.verdict] += 1
        self.counted["month", f"{finding.on:%Y-%m}", finding.verdict] += 1
        for article in finding.articles:
            self.counted["article", article, finding.verdict] += 1
        if self.rules[finding.rule, finding.verdict] <= SHOWN:
            self.shown[finding.rule].append(finding)

    def by(self, what: str) -> dict[str, Count]:
        """`article`, `department` or `month` → its count, named as it is in the facts."""
        names = sorted({name for kind, name, _ in self.counted if kind == what})
        return {name: self._count(what, name) for name in names}

    def _count(self, what: str, name: str) -> Count:
        return Count(name, *(self.counted[what, name, verdict] for verdict in (FLAGGED, UNDETERMINED)))

    def first(self, rule: str) -> list[Finding]:
        """Those shown of a rule, flagged ones before undetermined ones."""
        return sorted(self.shown[rule], key=lambda finding: finding.verdict != FLAGGED)

    def unshown(self, rule: str) -> int:
        return self.of_rule(rule) - len(self.shown[rule])

    def of_rule(self, rule: str) -> int:
        return self.rules[rule, FLAGGED] + self.rules[rule, UNDETERMINED]

    @property
    def totals(self) -> tuple[int, int]:
        """Findings of all rules: flagged, undetermined."""
        flagged, undetermined = (
            sum(n for (_, verdict), n in self.rules.items() if verdict == wanted)
            for wanted in (FLAGGED, UNDETERMINED)
        )
        return flagged, undetermined

    def findings(self) -> list[Finding]:
        return [finding for found in self.shown.values() for finding in found]


def judged_by_article(results: Sequence[RuleResult]) -> Counter[str]:
    """Article → units its rules judged."""
    judged: Counter[str] = Counter()
    for result in results:
        for article in result.articles:
            judged[article] += result.judged
    return judged


def judged_by_month(results: Sequence[RuleResult]) -> dict[str, tuple[int, int]]:
    """Month → units judged, units kept, of all rules."""
    months: dict[str, tuple[int, int]] = {}
    for result in results:
        for month, (judged, flagged, undetermined) in result.by_month.items():
            before = months.get(month, (0, 0))
            months[month] = (before[0] + judged, before[1] + judged - flagged - undetermined)
    return months
