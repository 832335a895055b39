"""Service items as packages of data, read without Django: what a bureau writes, and what follows from it.

| module | question |
|---|---|
| `loading` | which items are there? all of them or every mistake with file and line; or those that stand |
| `terms` | how long may it take, by law and by promise, on a day? |
| `held` | what must this firm still bring and answer? |
| `at_once` | may a machine grant it? |
| `fees` | what does it cost, by the published standard alone? |
| `search` | which item is meant by two characters? |
| `open_data` | the same for programs |
"""

from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.terms import Terms, terms_of

__all__ = ["Item", "Terms", "load_items", "terms_of"]
