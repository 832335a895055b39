"""Findings of a sweep onto the boards: the same unit updates its finding, a changed one is open again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
from django.conf import settings
from django.utils import timezone

from qinqing.accounts.models import RoleGrant
from qinqing.accounts.roles import Role
from qinqing.organisations.models import Department, Enterprise, Official
from qinqing.oversight.custody import belongs_here, shows_firm
from qinqing.oversight.models import EvidenceRow, Finding, FindingStatus, Sweep
from qinqing.oversight.models.findings import Level
from qinqing.oversight.permissions import needs_outside
from qinqing.oversight.services.evidence import Rows, digest, rows_behind
from qinqing.rules.engine import CheckResult
from qinqing.rules.engine import Finding as Judged
from qinqing.rules.sheet import as_rows

BATCH = 1000
GRAVITY = {level: place for place, level in enumerate(Level.values)}
SETTLED = (FindingStatus.REMINDED, FindingStatus.RECTIFIED)
# What names a firm in its own words, or lets it be looked up.
LEADS_TO_FIRM = ("enterprise_id", "application_id", "device")
SAID = (
    "level",
    "verdict",
    "on",
    "observed",
    "limit",
    "amount_cny",
    "path",
    "sheet",
    "says",
    "says_en",
    "unit",
    "department",
    "official",
    "enterprise",
    "outside",
    "present",
    "status",
    "evidence_digest",
    "evidence_count",
    "last_sweep",
)


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """How a sweep changed the boards. `gone`: findings the rules no longer yield; they stay readable."""

    new: int
    again: int
    reopened: int
    gone: int


class Parties:
    """Fact ids → rows, for everything a sweep's findings name."""

    def __init__(self) -> None:
        self.departments = Department.objects.in_bulk(field_name="key")
        self.officials = Official.objects.select_related("department").in_bulk(field_name="key")
        self.enterprise_ids = dict(Enterprise.objects.values_list("key", "id"))
        today = timezone.localdate()
        granted = RoleGrant.objects.on(today).filter(role=Role.SUPERVISOR)
        # A supervisor who stands in no unit may see whatever is inside: nothing lacks a reader then.
        free = granted.filter(user__official__isnull=True).exists()
        self.supervisors = (
            [] if free else list(Official.objects.filter(accounts__grants__in=granted).distinct())
        )


def update_findings(
    sweep: Sweep, facts: duckdb.DuckDBPyConnection, result: CheckResult
) -> tuple[FindingCounts, list[Finding]]:
    """Create, update, reopen (see `_reopen`): how many, and every finding that is not as it was."""
    judged = [found for found in result.findings if belongs_here(found.rule, found.level)]
    rows = rows_behind(facts, (ref for found in judged for ref in found.evidence))
    parties, known = Parties(), Finding.objects.in_bulk(field_name="fingerprint")
    numbers = _numbers(sweep)
    new, again, reopened, changed = [], [], 0, []
    for found in judged:
        finding = known.get(found.fingerprint)
        said = _said(found, sweep, parties, rows)
        if finding is None:
            new.append(
                Finding(
                    number=next(numbers),
                    fingerprint=found.fingerprint,
                    rule=found.rule,
                    first_sweep=sweep,
                    **said,
                )
            )
            changed.append((new[-1], found))
            continue
        if said["evidence_digest"] != finding.evidence_digest:
            changed.append((finding, found))
            reopened += _reopen(finding, found)
        for name, value in said.items():
            setattr(finding, name, value)
        again.append(finding)
    Finding.objects.bulk_create(new, batch_size=BATCH)
    Finding.objects.bulk_update(again, SAID, batch_size=200)
    _keep_evidence(changed, rows)
    gone = list(Finding.objects.filter(rule__in=_ran(result), present=True).exclude(last_sweep=sweep))
    Finding.objects.filter(pk__in=[finding.pk for finding in gone]).update(present=False)
    return FindingCounts(len(new), len(again), reopened, len(gone)), [*new, *again, *gone]


def _ran(result: CheckResult) -> list[str]:
    return [run.rule for run in result.rules if run.status == "ran"]


def _numbers(sweep: Sweep) -> Iterator[str]:
    """Fresh finding numbers of the year the sweep ran: 2026-0001 …, at the organ J2026-0001 …

    The two installations count on their own: nobody shall take one's number for the other's.
    """
    year = f"{'J' if settings.ORGAN else ''}{timezone.localtime(sweep.ran_at).year}"
    last = (
        Finding.objects.filter(number__startswith=f"{year}-")
        .order_by("-id")
        .values_list("number", flat=True)
        .first()
    )
    count = int(last.rpartition("-")[2]) if last else 0
    while True:
        count += 1
        yield f"{year}-{count:04d}"


def _said(found: Judged, sweep: Sweep, parties: Parties, rows: Rows) -> dict[str, Any]:
    department = parties.departments.get(found.department_id or "")
    official = parties.officials.get(found.official_id or "")
    return {
        "unit": found.unit,
        "level": found.level,
        "verdict": found.verdict,
        "on": found.on,
        "observed": _json(found.observed),
        "limit": _json(found.limit),
        "amount_cny": found.amount_cny,
        "path": list(found.path or ()),
        "sheet": as_rows(found.sheet),
        "says": found.says,
        "says_en": found.says_en,
        "department": department,
        "official": official,
        "enterprise_id": parties.enterprise_ids.get(found.enterprise_id or "")
        if shows_firm(found.rule)
        else None,
        "outside": needs_outside(department, official, parties.supervisors),
        "present": True,
        "evidence_digest": digest(found.evidence, rows),
        "evidence_count": len(found.evidence),
        "last_sweep": sweep,
    }


def _reopen(finding: Finding, found: Judged) -> bool:
    """A dismissal holds for the evidence it was made on; a reminder or a check for what was as grave as then.

    What was merely late and is done at last changes its evidence too: that opens nothing again.
    """
    graver = len(found.evidence) > finding.evidence_count or GRAVITY[found.level] > GRAVITY[finding.level]
    if finding.status != FindingStatus.DISMISSED and not (finding.status in SETTLED and graver):
        return False
    finding.status = FindingStatus.OPEN
    return True


def _keep_evidence(changed: list[tuple[Finding, Judged]], rows: Rows) -> None:
    EvidenceRow.objects.filter(finding__in=[finding.pk for finding, _ in changed]).delete()
    EvidenceRow.objects.bulk_create(
        (
            EvidenceRow(finding=finding, position=position, ref=ref, row=_shown(found.rule, rows.get(ref)))
            for finding, found in changed
            for position, ref in enumerate(found.evidence, start=1)
        ),
        batch_size=BATCH,
    )


def _shown(rule: str, row: dict[str, Any] | None) -> dict[str, Any] | None:
    """The row of evidence without what leads to the firm, where this store may not name it."""
    if row is None or shows_firm(rule):
        return row
    return {name: value for name, value in row.items() if name not in LEADS_TO_FIRM}


def _json(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
