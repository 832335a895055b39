"""What supervisors confirmed, as the table `confirmed_findings` that rules about tendencies read."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from qinqing.oversight.models import Disposition, DispositionKind
from qinqing.oversight.models.findings import CONFIRMED

CONFIRMING = (DispositionKind.REMIND, DispositionKind.RECTIFY)
TENDENCY = "emerging-tendency"


def confirmed_findings() -> list[tuple[str, date, str]]:
    """Official, the day it was confirmed, rule: once per finding. A confirmed tendency is no sign of another."""
    confirming = (
        Disposition.objects.filter(kind__in=CONFIRMING, finding__status__in=CONFIRMED, official__isnull=False)
        .exclude(finding__rule=TENDENCY)
        .order_by("finding_id", "at")
    )
    rows = confirming.values_list("finding_id", "official__key", "at", "finding__rule")
    first = {finding: (key, timezone.localdate(at), rule) for finding, key, at, rule in reversed([*rows])}
    return sorted(first.values())
