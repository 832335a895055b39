"""A sweep that stands: after a change only the cases it can touch are judged again, with a full sweep's findings.

What is held in memory from one change to the next, all of it gone with the process (docs/algorithms/increment.md):

* the facts in Arrow, as they were first read, without those gone since and with those added (`held.py`); rows are found
  by what they agree in (`kept.py`), and the engine reads them there;
* per rule its units by month, and its answers but those that were kept (`stands.py`);
* per pattern rule the stored parts of its query (`stored.py`), what is summed up of them (`summed.py`, cells:
  `patterns/running.py`), and what was decided on that (`pattern_stand.py`).

A change is staged, each rule names the cases it touches (`narrow.py`, by the header's `touched_by`), and what these answered
before is replaced by what they answer after. Of a pattern rule the rows of touched cases are replaced in the stored parts,
and what they add to its sums or take from them is counted; then all units are decided anew, for one unit's p moves every
other's q. What is shown of a finding (words, evidence, sheet) is made when findings are asked for. Where a change may touch
any case, the rule is judged from nothing. All or nothing: where a change is refused or fails, facts, answers and parts are as
they were. Nothing held outlives what it was made for: another day, other values, another rule file or another folder is
another `Standing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Self

from qinqing.law.bindings import HOME_MEASURE, articles_of
from qinqing.law.bindings import Binding as Measure
from qinqing.law.values import Values
from qinqing.rules.engine import choose_rules
from qinqing.rules.folder import Folder
from qinqing.rules.found import Found
from qinqing.rules.held import Change, Held
from qinqing.rules.macros import Binding
from qinqing.rules.names import Names
from qinqing.rules.pattern_stand import PatternStand
from qinqing.rules.results import CheckResult, Finding
from qinqing.rules.stands import Stand


class Standing:
    """All rules over a folder as of one day, held in memory. Close it, or use it in a `with`.

    A new day is a new sweep: what falls due by then may touch every case that waits.
    """

    def __init__(
        self,
        folder: Folder,
        on: date,
        rules: str | None = None,
        values: Values | None = None,
        measure: str | Path | Measure = HOME_MEASURE,
    ):
        self.held = Held(folder, on)
        self.measure = measure
        binding = Binding(on, values or Values.load())
        with self.held.in_tables():
            self.stands = [
                (PatternStand if rule.is_pattern else Stand)(self.held, rule, binding)
                for rule in choose_rules(rules)
            ]
        # A change is small: more threads would only wait for each other.
        self.held.connection.execute("SET threads = 1")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.held.close()

    def change(self, change: Change) -> None:
        """Take the change into the facts and judge again what it can touch: all of it, or, where refused, nothing."""
        before = [stand.state for stand in self.stands]
        self.held.make_room(change.tables)
        try:
            with self.held.together():
                self.held.stage(change, as_of=self.held.on)
                self.held.leave_out_same()
                self._take_in(change)
        except BaseException:
            for stand, stood in zip(self.stands, before, strict=True):
                stand.restore(stood)
            raise

    def _take_in(self, change: Change) -> None:
        reading = [(s, [table for table in change.tables if s.reads(table)]) for s in self.stands]
        narrow = {stand: tables for stand, tables in reading if tables and stand.touches(tables)}
        for stand, tables in narrow.items():
            stand.take_out(tables)
        self.held.apply(change)
        for stand, tables in reading:
            if stand in narrow:
                stand.put_in(tables)
            elif tables:
                stand.judge()

    def result(self) -> CheckResult:
        """As a full sweep of the facts as they are now would say."""
        results = [stand.result(articles_of(stand.rule.norms, self.measure)) for stand in self.stands]
        return CheckResult(self.held.on, self.held.custody, results, [*self.findings()])

    def findings(self) -> Iterator[Finding]:
        names = Names(self.held.connection, self.held.tables)
        for stand in self.stands:
            yield from Found(stand.answers, articles_of(stand.rule.norms, self.measure), names)
