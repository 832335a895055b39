"""Where the disk takes no more, that is what is said, and not what the database or the system calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from qinqing.no_room import no_room
from qinqing.refusals import Failed


@contextmanager
def room_for(refusal: Callable[[], Failed]) -> Iterator[None]:
    """Within the block a full disk is this failure; every other error stays what it is."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        if no_room(error) is None:
            raise
        raise refusal() from error
