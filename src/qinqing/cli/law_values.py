"""The dated values behind an article, as they stand for this installation on a day."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qinqing.law.values import Dated, Status, Value, Values, load_catalogue, wording
from qinqing.refusals import Say

COMMA = Say("，", ", ")
WRITTEN = {"day": len("2024-01-31"), "month": len("2024-01"), "year": len("2024")}


@dataclass(frozen=True, slots=True)
class Standing:
    """One value on one day. `dated` None: unset; `status` says why."""

    value: Value
    dated: Dated | None
    status: Status

    def line(self) -> str:
        begins = f"{self.value.id}  {self.value.describes}: "
        if self.dated is None:
            return f"{begins}{self.status.says}"
        parts = [self.status.says, since(self.dated), self.dated.source]
        told = str(COMMA).join(str(part) for part in parts if part)
        return f"{begins}{wording(self.value, self.dated.value)}（{told}）"

    def data(self) -> dict[str, Any]:
        named = {"value": self.value.id, "describes": self.value.describes._asdict(), "status": self.status}
        if self.dated is None:
            return {**named, "in_force": None}
        amount, source = wording(self.value, self.dated.value), self.dated.source
        return {
            **named,
            "in_force": amount._asdict(),
            "since": since(self.dated),
            "source": source._asdict(),
            "confidence": self.dated.confidence,
        }


def home() -> Path:
    """QINQING_HOME, without asking for any other setting."""
    return Path(os.environ.get("QINQING_HOME") or "var")


def standings(ids: Iterable[str], day: date) -> Iterator[Standing]:
    """How each value stands that day by the law and by what the bureau confirmed or set."""
    own = home() / "values.yaml"
    values = Values.load(*([own] if own.is_file() else []))
    for id in ids:
        yield Standing(load_catalogue()[id], values.value_on(id, day), values.status(id, day))


def since(dated: Dated) -> str:
    """The first day as precisely as the source names it; empty for what holds on every day."""
    return "" if dated.always else dated.since.isoformat()[: WRITTEN[dated.since_precision]]
