"""What somebody takes away from an act: the promise at once, then the receipt with its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from qinqing.web.components.registry import register, rendered


@dataclass(frozen=True, slots=True)
class HandedOut:
    """One act as its receipt shows it. Addresses; `receipt` and what goes with it are '' until a checkpoint covers it.

    `due`: by when it is promised to be logged · `code`: the QR picture, '' where even the closed receipt is too long
    for one · `check`: the page that verifies, with the receipt in its address · `whole`: the words are in it too.
    """

    words: object
    at: datetime
    due: datetime
    office: str
    number: str
    page: str
    promise: str
    receipt: str = ""
    index: int | None = None
    code: str = ""
    check: str = ""
    whole: bool = True


@register.simple_tag
def receipt(handed: HandedOut) -> SafeString:
    """The receipt of one act, on screen and on paper: `{% receipt handed %}`; `accounts.handing` makes it."""
    return rendered("receipt", handed=handed)
