"""What a declared setting is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qinqing.refusals import Say


@dataclass(frozen=True, slots=True)
class Setting:
    """One declared setting. `default` None means: derived (see `help`); `unit` is '' where there is none.

    `secret`: what was set is never shown, not even where it is malformed.
    """

    name: str
    type: str
    parse: Callable[[str], Any]
    default: str | None
    unit: str
    help: Say
    expected: Say
    secret: bool = False
