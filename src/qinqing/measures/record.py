"""The record a rule publishes: found, confirmed, dismissed. Of administrative rules that serve duties alone.

A rule that also serves a prohibition publishes nothing here: there, only totals the organ released are public. What
went outside the bureau is not counted, and no number is written that could name somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from qinqing.law.bindings import POSITIVE, load_binding
from qinqing.measures.models import SMALLEST_SHOWN
from qinqing.oversight.models import Finding
from qinqing.oversight.records import Precision, RuleRecord, rule_record
from qinqing.oversight.rules import articles_of_rule


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """A record as anybody may read it: counts from one to four, and a share that would give them away, are withheld."""

    record: RuleRecord

    @property
    def found(self) -> int | str:
        return _shown(self.record.found)

    @property
    def confirmed(self) -> int | str:
        return _shown(self.record.confirmed)

    @property
    def dismissed(self) -> int | str:
        return _shown(self.record.dismissed)

    @property
    def precision(self) -> Precision | None:
        few = any(0 < count < SMALLEST_SHOWN for count in (self.record.confirmed, self.record.dismissed))
        return None if few else self.record.precision

    @property
    def fewest(self) -> int:
        return self.record.fewest


def published_record(rule: str) -> PublishedRecord | None:
    """None for a rule whose record is nobody's to read here."""
    if not serves_duties_alone(rule):
        return None
    inside = Finding.objects.exclude(Q(outside=True) | Q(official__head=True))
    record = rule_record(rule, inside)
    return PublishedRecord(record) if record else None


def serves_duties_alone(rule: str) -> bool:
    binding = load_binding(settings.MEASURE)
    return {binding.list_type_of(address) for address in articles_of_rule(rule)} == {POSITIVE}


def _shown(count: int) -> int | str:
    return _("少于5") if 0 < count < SMALLEST_SHOWN else count
