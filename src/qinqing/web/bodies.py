"""What somebody sends, taken in whole before a place is taken for it: whoever sends slowly keeps nobody from reading.

Page and form of a few kilobytes are there at once; of a slow sender's the rest is waited for here, where few may be at a time
and nobody who only reads ever comes.
"""

from __future__ import annotations

import threading
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from qinqing.web.bounds import MOST_BYTES, length_of

# Senders at once, of one process of a site; more are told to come again.
TAKING_IN = 12
IN_MEMORY, CHUNK = 1_000_000, 65_536


class NoRoom(Exception):
    """So many send already, or nothing can be kept meanwhile: come again."""


class BrokenOff(Exception):
    """Fewer bytes came than were announced: half a form is no form."""


class Bodies:
    """`whole` puts `wsgi.input` there from its first byte to its last. What is longer than any form is left to `bounds`."""

    def __init__(self, at_once: int = TAKING_IN):
        self._senders = threading.BoundedSemaphore(at_once)

    def whole(self, environ: dict[str, Any]) -> IO[bytes] | None:
        """None where nothing is sent, or too much to be read. Raises NoRoom, BrokenOff."""
        length = length_of(environ)
        if not 0 < length <= MOST_BYTES:
            return None
        if not self._senders.acquire(blocking=False):
            raise NoRoom
        try:
            environ["wsgi.input"] = body = _taken_in(environ["wsgi.input"], length)
            return body
        except OSError as error:
            raise NoRoom from error
        finally:
            self._senders.release()


def _taken_in(source: Any, length: int) -> IO[bytes]:
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever asked for it closes it
    left = length
    while left > 0:
        chunk = source.read(min(CHUNK, left))
        if not chunk:
            body.close()
            raise BrokenOff
        body.write(chunk)
        left -= len(chunk)
    body.seek(0)
    return body
