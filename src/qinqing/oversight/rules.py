"""Rules as the platform shows them: titles, sentences, the articles they serve by the home measure's bindings."""

from __future__ import annotations

import functools

from django.conf import settings

from qinqing.law.bindings import articles_of
from qinqing.refusals import Say
from qinqing.rules.catalogue import Rule, load_rules


def rule_titles() -> dict[str, Say]:
    """rule id → its title in both languages."""
    return {name: rule.title for name, rule in load_rules().items()}


def rule_of(name: str) -> Rule | None:
    return load_rules().get(name)


@functools.cache
def articles_of_rule(name: str) -> tuple[str, ...]:
    """Addresses of the home measure's articles a rule serves, through the norms it cites."""
    rule = load_rules().get(name)
    found = (
        {address for norm in rule.norms for address in articles_of(norm, settings.MEASURE)} if rule else set()
    )
    return tuple(sorted(found, key=_by_number))


def rules_of_article(address: str) -> list[str]:
    return [name for name in load_rules() if address in articles_of_rule(name)]


def articles_with_rules() -> list[str]:
    """Every article some rule serves, in order."""
    return sorted({address for name in load_rules() for address in articles_of_rule(name)}, key=_by_number)


def _by_number(address: str) -> tuple[int, str]:
    head = address.split("-")[0].split(".")[0]
    return (int(head) if head.isdigit() else 0, address)
