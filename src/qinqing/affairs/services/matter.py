"""One step of an application, the same way for every act: locked, compared, taken, restated, recorded.

matter = take(actor, "pause", application, seen)
matter.step(Kind.PAUSED, ground=ground, words=evidence)
return matter.record()
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.affairs import refusals
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.models import Application, Kind, Step
from qinqing.affairs.permissions import allow
from qinqing.affairs.texts import item_filed
from qinqing.affairs.timing import restate
from qinqing.affairs.told import tell_of
from qinqing.record.binding import Protected
from qinqing.record.inserting import insert
from qinqing.record.services import Machine, write_entry


@dataclass
class Matter:
    """An application held by this transaction, its steps so far, and who acts (`Machine` for the platform)."""

    actor: Actor | Machine
    application: Application
    steps: list[Step]
    new: list[Step] = field(default_factory=list)
    _kept: bool = False

    @property
    def item(self) -> Item:
        """As it read when this was filed."""
        return item_filed(self.application)

    def step(self, kind: Kind, *, on: date | None = None, **given: Any) -> Step:
        """One more step, today unless it happened on an earlier day; where it stands by the clock follows."""
        if self.actor.through:
            given["said"] = {**given.get("said", {}), "through": self.actor.through}
        step = Step(
            application=self.application,
            place=len(self.steps) + 1,
            kind=kind,
            on=on or timezone.localdate(),
            at=timezone.now(),
            by=self.actor.user if isinstance(self.actor, Actor) else None,
            role=self.actor.role,
            **given,
        )
        self.steps.append(step)
        self.new.append(step)
        restate(self.application, self.steps)
        return step

    def keep(self) -> None:
        """Writes application and new steps; the version says how many steps there are."""
        self.application.version = len(self.steps)
        if self.application._state.adding:
            insert(self.application)
        else:
            self.application.save()
        for step in self.new:
            step.application = self.application  # whose key may be new
        insert(*self.new)
        self._kept = True

    def record(
        self, *, sets: Iterable[Protected] = (), public: dict[str, Any] | None = None, **payload: Any
    ) -> Application:
        """Writes what was not written yet, the act's entry, and what others are told of it."""
        if not self._kept:
            self.keep()
        said = {
            "application": self.application.number,
            "steps": [
                {"kind": step.kind, "on": step.on.isoformat(), "words": step.words, **step.said}
                for step in self.new
            ],
        }
        write_entry(
            self.actor,
            self.application.case,
            {**said, **payload},
            person=self.application.person,
            sets=[self.application, *self.new, *sets],
            **(public or {}),
        )
        tell_of(self.actor, self.application, self.new)
        return self.application

    def must_be_open(self) -> None:
        if not self.application.open:
            raise refusals.ended(self.application)

    def must_be(self, *states: str) -> None:
        """Of what is open: in one of these states today, acceptance by law included."""
        self.must_be_open()
        if self.application.state not in states:
            raise refusals.wrong_state(self.application)


def take(actor: Actor | Machine, act: str, application: Application, seen: int | None = None) -> Matter:
    """Locks the application and asks whether this actor may do `act` with it, as it is now.

    `seen`: the version the person looked at; refused `application.changed` where others were first. None: whoever
    acts has seen none, as the platform itself.
    """
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("enterprise", "department", "handler")
        .get(pk=application.pk)
    )
    if isinstance(actor, Actor):
        allow(actor, act, locked)
    steps = [*locked.steps.all()]
    if seen is not None and seen != locked.version:
        raise refusals.changed_meanwhile(locked, steps[seen:])
    restate(locked, steps)
    return Matter(actor, locked, steps)


def day_of(matter: Matter, on: date | None) -> date:
    """The day something happened, where it is entered later; refused `step.day` before receipt and in the future."""
    today = timezone.localdate()
    if on is not None and not matter.application.received_on <= on <= today:
        raise refusals.day_out_of_order(on, matter.application.received_on)
    return on or today
