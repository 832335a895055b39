"""The dated values an answer rests on, with their source: a finding's as its last sweep kept them, today's for an act."""

from __future__ import annotations

from datetime import date

from qinqing.law.values.kept import KeptValue, read_back, write_out
from qinqing.oversight.models import Finding
from qinqing.oversight.rules import rule_of
from qinqing.oversight.services.sweep import home_values
from qinqing.rules.catalogue import Rule


def values_behind(finding: Finding) -> list[KeptValue] | None:
    """On the finding's day; None where the sweep is older than the keeping of values, and they are not known."""
    kept = finding.last_sweep.values
    if kept is None:
        rule = rule_of(finding.rule)
        return None if rule is None or rule.values else []
    return [read_back(kept.dated, id, finding.on) for id in kept.by_rule.get(finding.rule, ())]


def values_for_act(rule: Rule, day: date) -> list[KeptValue]:
    """Of an act that is still to come, on its day."""
    written = write_out(home_values(), rule.values)
    return [read_back(written, id, day) for id in rule.values]
