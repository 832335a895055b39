"""A check as JSON: the contract's keys and no others, the same bytes for the same facts, day and values."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from qinqing.rules.results import CheckResult, Figure, Finding, RuleResult


def as_json(result: CheckResult) -> str:
    """One document, ending with a newline."""
    document = {
        "on": result.on.isoformat(),
        "custody": result.custody,
        "rules": [rule_entry(rule) for rule in result.rules],
        "findings": [finding_entry(finding) for finding in result.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def rule_entry(rule: RuleResult) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "articles": list(rule.articles),
        "status": rule.status,
        "why": both(rule),
        "judged": rule.judged,
        "flagged": rule.flagged,
        "undetermined": rule.undetermined,
    }


def both(rule: RuleResult) -> str | None:
    """Both languages in one: the bytes must not depend on who runs it."""
    return f"{rule.why.zh} | {rule.why.en}" if rule.why else None


def finding_entry(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "articles": list(finding.articles),
        "kind": finding.kind,
        "level": finding.level,
        "verdict": finding.verdict,
        "department_id": finding.department_id,
        "official_id": finding.official_id,
        "enterprise_id": finding.enterprise_id,
        "on": finding.on.isoformat(),
        "observed": figure(finding.observed),
        "limit": figure(finding.limit),
        "amount_cny": figure(finding.amount_cny),
        "evidence": list(finding.evidence),
        "path": list(finding.path) or None,
        "says": finding.says,
        "says_en": finding.says_en,
    }


def figure(value: Figure) -> int | str | None:
    """Money as text with two places, days as ISO dates."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value
