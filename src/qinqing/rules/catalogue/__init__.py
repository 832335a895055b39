"""The rules: `<subject>/<rule>.sql` with its `<rule>.cases.yaml` beside it, read and checked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qinqing.rules.rule import Rule, read_rule

__all__ = ["CATALOGUE", "Rule", "load_rules"]

CATALOGUE = Path(__file__).parent


@cache
def load_rules(folder: Path = CATALOGUE) -> dict[str, Rule]:
    """Rule id → rule, in order of id; RuleError if any is not what the contract asks for."""
    rules = [read_rule(path) for path in folder.rglob("*.sql")]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
