"""Who besides the writer of an entry is handed its receipt: the app whose matter it is says so.

@receives
def the_firm_it_is_about(actor: Actor, entry: Entry) -> bool: ...
"""

from __future__ import annotations

from collections.abc import Callable

from qinqing.accounts.actor import Actor
from qinqing.record.models import Entry

Rule = Callable[[Actor, Entry], bool]
_rules: list[Rule] = []


def receives(rule: Rule) -> Rule:
    """Registers an app's rule."""
    _rules.append(rule)
    return rule


def receives_entry(actor: Actor, entry: Entry) -> bool:
    return any(rule(actor, entry) for rule in _rules)
