"""A finding's observed value against its limit, as a picture where both are numbers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from qinqing.oversight.models import Finding
from qinqing.web.charts import limit


def limit_svg(finding: Finding, *, narrow: bool = False) -> str:
    """The ruler for this finding; an empty picture where observed or limit is no number."""
    observed, bound = _number(finding.observed), _number(finding.limit)
    return (
        limit.draw(observed, bound, narrow=narrow)
        if observed is not None and bound is not None
        else limit.nothing()
    )


def has_picture(finding: Finding) -> bool:
    return _number(finding.observed) is not None and _number(finding.limit) is not None


def _number(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
