"""The dated values a finding was judged by, with their source, for the page that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qinqing.law.values import Dated, Value, load_catalogue, wording
from qinqing.oversight.services.sweep import home_values
from qinqing.refusals import Say
from qinqing.rules.catalogue import Rule


@dataclass(frozen=True, slots=True)
class ValueBehind:
    """One value on the day of the fact; `dated` None where it was unset that day."""

    value: Value
    dated: Dated | None

    @property
    def words(self) -> Say:
        """The value with its unit: 20个工作日 / 20 working days."""
        return wording(self.value, self.dated.value) if self.dated else Say("—", "—")

    @property
    def source(self) -> Say:
        return self.dated.source if self.dated else Say("", "")

    @property
    def always(self) -> bool:
        return self.dated is not None and self.dated.always


def values_behind(rule: Rule, day: date) -> list[ValueBehind]:
    catalogue, values = load_catalogue(), home_values()
    return [ValueBehind(catalogue[name], values.value_on(name, day)) for name in rule.values]
