"""A clock stated anew where nobody acts: the calendar of a year was published after the row was written."""

from __future__ import annotations

from contextlib import suppress

from qinqing.affairs import refusals
from qinqing.affairs.models import Application
from qinqing.affairs.selectors.unsure import columns_of
from qinqing.affairs.services.accepting import settle_deemed
from qinqing.affairs.services.matter import take
from qinqing.affairs.timing import RESTATED
from qinqing.record.services import Machine, service
from qinqing.refusals import Refused


def state_anew(application: Application) -> Application:
    """Its days as they can be told now; accepted by law meanwhile, that is written down with them.

    Refused `application.wrong_state` where another was first.
    """
    if application.open:
        with suppress(Refused):  # not accepted by law
            return settle_deemed(application)
    return _restate(application)


@service("affairs.restate_clock")
def _restate(application: Application) -> Application:
    """No step of the matter: whoever looked at it before has seen its version still."""
    matter = take(Machine(), "see", application)
    held = Application.objects.get(pk=application.pk)
    days = columns_of(matter.application)
    if columns_of(held) == days:
        raise refusals.wrong_state(held)
    return matter.record(clock={name: day and str(day) for name, day in zip(RESTATED, days, strict=True)})
