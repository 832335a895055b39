"""Which rules' answers may lie in this installation's store."""

from __future__ import annotations

from django.conf import settings

from qinqing.rules.catalogue import load_rules

REFER = "refer"


# Facts that a firm's own words made: who spoke is shown to the organ only.
VOICES = frozenset({"appeals", "ratings", "reports"})


def belongs_here(rule: str, level: str = "") -> bool:
    """Whether a rule's answers may lie in this store: the bureau's holds nothing sealed, the organ's everything.

    `level`: the finding's own, where the rule gives one by row.
    """
    return settings.ORGAN or not is_sealed(rule, level)


def is_sealed(rule: str, level: str = "") -> bool:
    """Whether a rule's answers are the organ's alone: its own rules, and whatever is to be referred."""
    found = load_rules().get(rule)
    # A rule that is gone from the catalogue says nothing any more: what it found keeps its own level.
    return level == REFER if found is None else found.custody == "organ" or REFER in (found.level, level)


def sealed_rules() -> list[str]:
    """The rules all of whose answers are sealed."""
    return [rule for rule in load_rules() if is_sealed(rule)]


def shows_firm(rule: str) -> bool:
    """Whether this store may name the enterprise: one behind a rating, an appeal or a report only the organ's may."""
    return settings.ORGAN or VOICES.isdisjoint(load_rules()[rule].one_per)
