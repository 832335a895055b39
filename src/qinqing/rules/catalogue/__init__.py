"""The rules: `<subject>/<rule>.sql` with its `<rule>.cases.yaml` beside it, read and checked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock

from qinqing.rules.rule import Rule, read_rule

__all__ = ["CATALOGUE", "Rule", "load_rules"]

CATALOGUE = Path(__file__).parent
_reading = Lock()


def load_rules(folder: Path = CATALOGUE) -> dict[str, Rule]:
    """Rule id → rule, in order of id; RuleError if any is not what the contract asks for.

    Takes seconds the first time: whoever asks meanwhile waits for that reading instead of beginning another.
    """
    with _reading:
        return _read(folder)


@cache
def _read(folder: Path) -> dict[str, Rule]:
    rules = [read_rule(path) for path in folder.rglob("*.sql")]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}
