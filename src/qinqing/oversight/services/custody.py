"""Which rules' answers may lie in this installation's store."""

from __future__ import annotations

from django.conf import settings

from qinqing.rules.catalogue import load_rules

REFER = "refer"


def belongs_here(rule: str) -> bool:
    """Whether a rule's answers may lie in this store: the organ keeps its own and what is referred, the bureau the rest."""
    kept_by_organ = load_rules()[rule].custody == "organ" or load_rules()[rule].level == REFER
    return kept_by_organ == settings.ORGAN
