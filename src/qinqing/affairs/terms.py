"""The limits an application is judged by: fixed on the day it was received, whatever is promised or enacted later."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.catalogue.terms import Term, Terms, terms_of
from qinqing.affairs.models import Promise
from qinqing.affairs.selectors.in_force import in_force
from qinqing.clock import Limit, Unit
from qinqing.law.values import Status
from qinqing.organisations.house import house_values
from qinqing.refusals import Say


def terms_on(item: Item, day: date) -> Terms:
    """What binds the bureau for an application received on `day`: the law, and the promise it confirmed."""
    return terms_of(item, day, house_values(), promise_on(item, day))


def promise_on(item: Item, day: date) -> Term | None:
    """The promise the bureau confirmed on this platform; None: it confirmed none."""
    promise = in_force(Promise, item.key, day)
    return _promised(promise) if promise else None


def promises_on(day: date) -> dict[str, Term]:
    """The same of every item that has one, by its key, in one question: for lists of items."""
    rows = Promise.objects.filter(since__lte=day).order_by("since")
    return {promise.item: _promised(promise) for promise in rows}  # the newest comes last


def _promised(promise: Promise) -> Term:
    source = Say(f"本局 {promise.since} 起承诺", f"promised by the bureau from {promise.since}")
    return Term(Limit(promise.n, Unit(promise.unit)), source, Status.OWN)


@dataclass(frozen=True, slots=True)
class KeptTerms:
    """As the application keeps them. `extension`: how long a decision may be put off, once, in the limit's unit."""

    limit: Limit | None
    promised: Limit | None
    extension: int = 0
    extended_by: str = ""

    @classmethod
    def of(cls, terms: Terms) -> KeptTerms:
        extension = terms.extension.limit.n if terms.extension and terms.limit else 0
        return cls(terms.limit, terms.promise, extension, terms.extended_by if extension else "")

    @classmethod
    def read(cls, kept: dict[str, Any]) -> KeptTerms:
        limit, promised = _limit(kept["limit"]), _limit(kept["promised"])
        return cls(limit, promised, kept["extension"], kept["extended_by"])

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def _limit(kept: dict[str, Any] | None) -> Limit | None:
    return Limit(kept["n"], Unit(kept["unit"]), kept["roll"]) if kept else None
