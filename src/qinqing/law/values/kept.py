"""Values written out whole: what held when something was judged reads the same after catalogue and bureau's file changed.

{id: {"describes": {"zh", "en"}, "dated": [{"since", "until", "always", "words", "value", "source", "confidence"}]}}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qinqing.law.values.inforce import Values
from qinqing.law.values.model import Dated, Items, Plain, Value
from qinqing.law.values.wording import wording
from qinqing.refusals import Say

WrittenOut = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class KeptDated:
    """What held from `since` to `until`; `always`: on every day, from no day of its own."""

    since: date
    until: date | None
    always: bool
    words: Say
    value: Any
    source: Say
    confidence: str

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class KeptValue:
    """One value on a day; `dated` None where it was unset that day."""

    id: str
    describes: Say
    dated: KeptDated | None


def write_out(values: Values, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """All that `values` puts in force for `ids`, as JSON can hold it."""
    return {id: _value(values.catalogue[id], values.timeline(id)) for id in sorted(set(ids))}


def read_back(written: WrittenOut, id: str, day: date) -> KeptValue:
    """What held that day. KeyError for a value that was not written out."""
    timeline = (_read(given) for given in written[id]["dated"])
    return KeptValue(
        id, Say(**written[id]["describes"]), next((dated for dated in timeline if dated.covers(day)), None)
    )


def _value(value: Value, timeline: Iterable[Dated]) -> dict[str, Any]:
    return {
        "describes": value.describes._asdict(),
        "dated": [
            {
                "since": dated.since.isoformat(),
                "until": dated.until.isoformat() if dated.until else None,
                "always": dated.always,
                "words": wording(value, dated.value)._asdict(),
                "value": _plain(dated.value),
                "source": dated.source._asdict(),
                "confidence": dated.confidence,
            }
            for dated in timeline
        ],
    }


def _plain(value: Plain) -> Any:
    if isinstance(value, Items):
        return [item._asdict() for item in value]
    if isinstance(value, Say):
        return value._asdict()
    return value if isinstance(value, int) else str(value)


def _read(given: Mapping[str, Any]) -> KeptDated:
    until = given["until"]
    return KeptDated(
        date.fromisoformat(given["since"]),
        date.fromisoformat(until) if until else None,
        given["always"],
        Say(**given["words"]),
        given["value"],
        Say(**given["source"]),
        given["confidence"],
    )
