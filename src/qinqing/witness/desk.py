"""A witness at work: what is submitted is answered, and what others may ask for later is kept beside the state.

Those copies are a service, not the memory: one that could not be written does not hold up an answer.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from qinqing.refusals import Failed
from qinqing.tlog.checkpoint import Checkpoint, read_checkpoint
from qinqing.tlog.note import MAX_BYTES, read_note
from qinqing.tlog.state import write_whole
from qinqing.tlog.witness import OK, Answer, Submission, Witness, read_submission
from qinqing.witness import refusals
from qinqing.witness.folder import COSIGNED, EVIDENCE

LONGEST_BODY = MAX_BYTES + 5_000  # the note, and a proof of 63 lines of 45 bytes
MOST_EVIDENCE = 1_000
READABLE = 0o644  # an answer is carried to others
PROVES_REWRITING = ("witness.inconsistent", "witness.fork")


class Desk:
    """One witness in its folder; `now` is its clock, POSIX seconds."""

    def __init__(self, folder: Path, witness: Witness, now: Callable[[], float] = time.time) -> None:
        self._folder, self._witness, self._now = folder, witness, now
        self._lock = threading.Lock()

    def answer(self, body: bytes) -> Answer:
        """What C2SP tlog-witness has answered to add-checkpoint."""
        with self._lock:
            answer = self._witness.add_checkpoint(body, int(self._now()))
            with suppress(Failed):
                self._keep(answer, body)
            return answer

    def cosigned(self, log: str) -> bytes | None:
        """The checkpoint cosigned last of the log whose name has this SHA-256, in hex."""
        known = {digest(origin) for origin in self._witness.kept}
        path = self._folder / COSIGNED / log
        return path.read_bytes() if log in known and path.is_file() else None

    def answer_file(self, request: Path, answer: Path) -> Checkpoint:
        """The checkpoint in a request's file, cosigned in a new file. Refused as over HTTP, and nothing is written.

        What is cosigned already and submitted again is cosigned again: an answer may have been lost on its way.
        """
        if answer.exists():
            raise refusals.answer_exists(answer)
        body = _read(request)
        given = self.answer(body)
        if given.status != OK and (again := self._again(body)):
            given = self.answer(again)
        if given.refused:
            raise given.refused
        write_whole(answer, given.note, new=True)
        answer.chmod(READABLE)
        return read_checkpoint(read_note(given.note).text)

    def _again(self, body: bytes) -> bytes | None:
        with suppress(Exception):  # malformed, and answered so already
            submission = read_submission(body)
            asked = read_checkpoint(read_note(submission.note).text)
            kept = self._witness.kept[asked.origin].checkpoint
            if (kept.size, kept.root) == (asked.size, asked.root):
                return Submission(asked.size, (), submission.note).body
        return None

    def _keep(self, answer: Answer, body: bytes) -> None:
        if answer.status == OK:
            origin = read_checkpoint(read_note(answer.note).text).origin
            write_whole(self._folder / COSIGNED / digest(origin), answer.note)
        elif answer.refused and answer.refused.code in PROVES_REWRITING:
            folder = self._folder / EVIDENCE
            if sum(1 for _ in folder.iterdir()) < MOST_EVIDENCE:
                write_whole(folder / hashlib.sha256(body).hexdigest(), body)


def digest(origin: str) -> str:
    """By what C2SP tlog-witness names a log in an address."""
    return hashlib.sha256(origin.encode()).hexdigest()


def _read(request: Path) -> bytes:
    try:
        with request.open("rb") as file:
            return file.read(LONGEST_BODY + 1)
    except OSError as error:
        raise refusals.no_request(request, error) from None
