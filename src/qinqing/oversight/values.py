"""The dated values a finding was judged by, with their source, as its last sweep kept them."""

from __future__ import annotations

from qinqing.law.values.kept import KeptValue, read_back
from qinqing.oversight.models import Finding
from qinqing.oversight.rules import rule_of


def values_behind(finding: Finding) -> list[KeptValue] | None:
    """On the finding's day; None where the sweep is older than the keeping of values, and they are not known."""
    kept = finding.last_sweep.values
    if kept is None:
        rule = rule_of(finding.rule)
        return None if rule is None or rule.values else []
    return [read_back(kept.dated, id, finding.on) for id in kept.by_rule.get(finding.rule, ())]
