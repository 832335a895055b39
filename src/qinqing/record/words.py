"""What people write: tidied the same way for the database, the log and the page."""

from __future__ import annotations

from qinqing.record import refusals
from qinqing.tlog.canonical import plain

# As forms allow (web/fields.py). An entry of the log holds 60 kB: several such texts fit in one.
LONGEST = 2000


def tidy(words: str) -> str:
    """Without control characters and outer blanks; refused `step.too_long`."""
    text = str(plain(words)).strip()
    if len(text) > LONGEST:
        raise refusals.too_long(LONGEST)
    return text


def said(words: str) -> str:
    """The same where something must be said; refused `step.no_words`."""
    text = tidy(words)
    if not text:
        raise refusals.say_something()
    return text
