"""What is attached to something: name, kind and size, whether it may be opened yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from qinqing.web.components.registry import register, rendered


@dataclass(frozen=True, slots=True)
class Attached:
    """One file. `url` '' where it cannot be fetched now; `state` then says why, in a tag of `kind`."""

    name: str
    note: object = ""
    url: str = ""
    state: object = ""
    kind: str = ""


@register.simple_tag
def attached(files: Iterable[Attached], label: object = "") -> SafeString:
    """A list of attached files, each fetched by its name. Nothing where there is none."""
    rows = [*files]
    return rendered("attached", files=rows, label=label) if rows else SafeString("")
