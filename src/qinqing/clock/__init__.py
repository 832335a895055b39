"""The clock (办理时限): a time limit as a pure function of events, working days and the statute's way of counting.

One rule of counting: an event takes effect the next day. States, files and what is refused: README.md beside this.
"""

from qinqing.clock.events import Event, EventType
from qinqing.clock.instants import late_by_instant
from qinqing.clock.limit import Limit, Unit
from qinqing.clock.reading import Asked, read_asked
from qinqing.clock.reckoning import Reckoning, State, reckon
from qinqing.clock.telling import as_data
from qinqing.clock.walk import Stretch

__all__ = [
    "Asked",
    "Event",
    "EventType",
    "Limit",
    "Reckoning",
    "State",
    "Stretch",
    "Unit",
    "as_data",
    "late_by_instant",
    "read_asked",
    "reckon",
]
