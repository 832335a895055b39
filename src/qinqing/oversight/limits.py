"""A finding's observed value against its limit: in words with their unit, and as a picture where both are numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from qinqing.oversight.models import Finding
from qinqing.oversight.rules import rule_of
from qinqing.web.charts import limit
from qinqing.web.templatetags.words import said


def limit_context(finding: Finding) -> dict[str, Any]:
    """For `oversight/parts/limit.html`: the units of both figures, the picture's words, or None where there is none."""
    observed, bound, unit = _number(finding.observed), _number(finding.limit), unit_of(finding)
    return {
        "observed_unit": "" if observed is None else unit,
        "limit_unit": "" if bound is None else unit,
        "limit_alt": limit.alt(observed, bound, unit) if observed is not None and bound is not None else "",
    }


def limit_svg(finding: Finding, *, narrow: bool = False) -> str:
    """The ruler for this finding; an empty picture where observed or limit is no number."""
    observed, bound = _number(finding.observed), _number(finding.limit)
    return (
        limit.draw(observed, bound, unit_of(finding), narrow=narrow)
        if observed is not None and bound is not None
        else limit.nothing()
    )


def unit_of(finding: Finding) -> str:
    """What the rule counts observed and limit in, in the reader's language; '' where it says nothing."""
    rule = rule_of(finding.rule)
    return said(rule.header.measures) if rule and rule.header.measures else ""


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
