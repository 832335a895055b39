"""How long an item may take on a day: by law, by promise, with an extension; what is a sample is not in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qinqing.affairs.catalogue.model import Item, Sample
from qinqing.clock.limit import Limit, Unit
from qinqing.law.values import Status, Values, load_catalogue
from qinqing.refusals import Say


@dataclass(frozen=True, slots=True)
class Term:
    """A limit that is in force or offered, where it comes from, and how it stands."""

    limit: Limit
    source: Say
    status: Status


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for an application received on a day.

    `limit` None: no statutory limit known to us, which is said and not guessed · `promise` None: the bureau promised
    nothing · `sample`: what it could promise · `extension` is counted in the limit's unit; None: cannot be extended.
    """

    statutory: Term | None
    promised: Term | None
    sample: Term | None
    extension: Term | None
    extended_by: str

    @property
    def limit(self) -> Limit | None:
        return self.statutory.limit if self.statutory else None

    @property
    def promise(self) -> Limit | None:
        return self.promised.limit if self.promised else None


def terms_of(item: Item, day: date, values: Values, promise: Term | None = None) -> Terms:
    """The item's limits on that day; `promise`: what the bureau itself confirmed for this item, over its sample."""
    offered = _offered(item.promise, day, values) if item.promise else None
    in_force = offered if offered and offered.status != Status.SAMPLE else None
    return Terms(
        statutory=_term(item.limit, day, values),
        promised=promise or in_force,
        sample=offered if offered and not in_force and not promise else None,
        extension=_term(item.extension, day, values),
        extended_by=item.extended_by,
    )


def _term(id: str, day: date, values: Values) -> Term | None:
    """What a dated value sets on that day; None where it sets nothing."""
    dated = values.value_on(id, day) if id else None
    if dated is None:
        return None
    return Term(Limit.of_value(id, day, values), dated.source, values.status(id, day))


def _offered(sample: Sample, day: date, values: Values) -> Term | None:
    """The sample, or what the bureau made of it among its values."""
    if not sample.value:
        assert sample.source is not None
        return Term(Limit(sample.n, Unit(sample.unit)), sample.source, Status.SAMPLE)
    if holds := _term(sample.value, day, values):
        return holds
    value = load_catalogue()[sample.value]
    if value.sample is None or not isinstance(value.sample.value, int):
        return None
    return Term(Limit(value.sample.value, Unit(value.unit)), value.sample.source, Status.SAMPLE)
