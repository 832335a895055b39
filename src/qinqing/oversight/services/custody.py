"""Which rules' answers may lie in this installation's store."""

from __future__ import annotations

from django.conf import settings

from qinqing.rules.catalogue import load_rules

REFER = "refer"


def belongs_here(rule: str, level: str = "") -> bool:
    """Whether a rule's answers may lie in this store: the organ keeps its own and what is referred, the bureau the rest.

    `level`: the finding's own, where the rule gives one by row.
    """
    found = load_rules()[rule]
    kept_by_organ = found.custody == "organ" or REFER in (found.level, level)
    return kept_by_organ == settings.ORGAN
