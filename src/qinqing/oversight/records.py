"""What the alarms of a rule were worth so far: found, confirmed, dismissed, and how many of a hundred hold.

Of administrative rules only. What the organ keeps, and what is to be referred, has no record: there the count itself
would say something about somebody.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from django.db.models import Count, Q, QuerySet

from qinqing.oversight.custody import is_sealed
from qinqing.oversight.models import Finding, FindingStatus
from qinqing.oversight.models.findings import CONFIRMED, WAITING, Level, Verdict
from qinqing.rules.catalogue import load_rules

# With twenty disposed cases the interval is at most 41 points of a hundred wide, with ten up to 53: from fewer the
# figure would say more about chance than about the rule, and would be read as if it did not.
FEWEST_CASES = 20
CONFIDENCE = 0.95
COUNTS = {
    "found": Count("pk"),
    "waiting": Count("pk", filter=Q(status__in=WAITING)),
    "confirmed": Count("pk", filter=Q(status__in=CONFIRMED)),
    "dismissed": Count("pk", filter=Q(status=FindingStatus.DISMISSED)),
}


@dataclass(frozen=True, slots=True)
class Precision:
    """The share of disposed cases that were confirmed, with Wilson's interval at 95 %; all between 0 and 1."""

    share: float
    low: float
    high: float

    @property
    def percents(self) -> dict[str, int]:
        return {
            "share": round(100 * self.share),
            "low": round(100 * self.low),
            "high": round(100 * self.high),
        }


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How many findings of a rule there were, and what became of them; found = waiting + confirmed + dismissed."""

    found: int = 0
    waiting: int = 0
    confirmed: int = 0
    dismissed: int = 0

    @property
    def disposed(self) -> int:
        return self.confirmed + self.dismissed

    @property
    def precision(self) -> Precision | None:
        """None while too few were disposed of to say anything."""
        return wilson(self.confirmed, self.disposed) if self.disposed >= FEWEST_CASES else None

    @property
    def fewest(self) -> int:
        return FEWEST_CASES


def wilson(confirmed: int, disposed: int) -> Precision:
    """Wilson's score interval (1927): keeps within 0 and 1 and near its level where a share lies close to either.

    Agrees with SciPy's `binomtest(k, n).proportion_ci(method="wilson")`; see docs/algorithms/precision.md.
    """
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, weight = confirmed / disposed, z * z / disposed
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / disposed + weight / disposed / 4) / (1 + weight)
    return Precision(share, max(middle - half, 0.0), min(middle + half, 1.0))


def has_record(rule: str) -> bool:
    """Whether the rule is administrative: known here, not the organ's, not one to be referred."""
    return rule in load_rules() and not is_sealed(rule)


def rule_records(seen: QuerySet[Finding]) -> dict[str, RuleRecord]:
    """rule → its record, those with most disposed cases first; rules that found nothing are left out.

    Counted over what the reader may see: a total beside the list would tell that something is kept from them.
    """
    rows = _counted(seen).order_by().values("rule").annotate(**COUNTS)
    records = {
        row["rule"]: RuleRecord(*(row[name] for name in COUNTS)) for row in rows if has_record(row["rule"])
    }
    return dict(sorted(records.items(), key=lambda kept: (-kept[1].disposed, -kept[1].found, kept[0])))


def rule_record(rule: str, seen: QuerySet[Finding]) -> RuleRecord | None:
    """One rule's record, as in `rule_records`; None for a rule that has none."""
    return RuleRecord(**_counted(seen).filter(rule=rule).aggregate(**COUNTS)) if has_record(rule) else None


def _counted(seen: QuerySet[Finding]) -> QuerySet[Finding]:
    """A rule may give its level by row: what is to be referred is not counted with the rest."""
    return seen.filter(verdict=Verdict.FLAGGED).exclude(level=Level.REFER)
