"""All components as template tags, built into every template; documented in web/README.md, shown on /patterns/."""

from qinqing.web.components import attached, figures, findings, forms, law, layout, receipts, tables, words
from qinqing.web.components.registry import register

FAMILIES = (layout, words, figures, tables, forms, attached, law, findings, receipts)

__all__ = ["FAMILIES", "register"]
