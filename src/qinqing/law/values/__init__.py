"""Dated values: every number of the law with its unit, how it is counted, its source per date and who vouches for it.

| confidence | on its days |
|---|---|
| `2+`, `1-text`, `settled` | in force |
| `1`, `house` | a sample: unset until the bureau confirms it, then it holds on every day |
| (the bureau's own) | holds from its day on, over whatever the law says |
"""

from qinqing.law.values.catalogue import load_catalogue, source_of
from qinqing.law.values.checks import check_catalogue
from qinqing.law.values.inforce import Status, Values, value_on
from qinqing.law.values.model import Citation, Dated, DayCount, Document, Item, Items, Value
from qinqing.law.values.wording import unit_words, wording
from qinqing.law.values.writing import write_values

__all__ = [
    "Citation",
    "Dated",
    "DayCount",
    "Document",
    "Item",
    "Items",
    "Status",
    "Value",
    "Values",
    "check_catalogue",
    "load_catalogue",
    "source_of",
    "unit_words",
    "value_on",
    "wording",
    "write_values",
]
