"""A witness (C2SP tlog-witness): cosigns a log's checkpoint only if it continues the last one it cosigned.

    submission → decide (a pure function of the stored state) → state on disk → cosignature → answer

By HTTP or by file: what is submitted and what is answered are the same bytes.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qinqing.refusals import Refused, Say
from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.checkpoint import Checkpoint, Witnessed, open_checkpoint, read_checkpoint
from qinqing.tlog.keys import Signer, Verifier
from qinqing.tlog.merkle import verify_consistency
from qinqing.tlog.note import read_note, signature_line
from qinqing.tlog.proof import read_hashes
from qinqing.tlog.state import StateFile
from qinqing.tlog.text import from_decimal, to_base64

OK = 200
MALFORMED = 400
# By code word, as the specification has them; whatever else is wrong with a submission is malformed.
STATUS = {
    "witness.unknown_origin": 404,
    "witness.not_signed": 403,
    "witness.conflict": 409,
    "witness.inconsistent": 422,
}
PLAIN = "text/plain; charset=utf-8"
SIZE_TYPE = "text/x.tlog.size"

Logs = Mapping[str, Sequence[Verifier]]  # known logs by origin, each with the keys it may sign by


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint and the proof that it continues the tree of `old` entries; nothing of it is verified."""

    old: int
    consistency: tuple[bytes, ...]
    note: bytes

    @property
    def body(self) -> bytes:
        lines = [f"old {self.old}", *map(to_base64, self.consistency), ""]
        return "".join(f"{line}\n" for line in lines).encode() + self.note


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: HTTP status, body and its type; `refused` says why in words."""

    status: int
    body: str
    content_type: str = PLAIN
    refused: Refused | None = None


def read_submission(body: bytes) -> Submission:
    """The submission in a request's body or a file; refuses what is not written exactly so."""
    head, found, note = body.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
        old = from_decimal(first.removeprefix("old ")) if first.startswith("old ") else None
        if old is None or not found:
            raise refusals.request_malformed(Say("没有旧的条数", "it has no old size"))
        read_checkpoint(read_note(note).text)
        return Submission(old, tuple(read_hashes(lines)), note)
    except UnicodeDecodeError:
        raise refusals.request_malformed(Say("不是文本", "it is no text")) from None


def next_state(state: str, logs: Logs, submission: Submission) -> tuple[str, Witnessed]:
    """The state after cosigning what is submitted, and the checkpoint to cosign; refused as the specification says.

    State is the text of the last cosigned checkpoint of each log, one after the other with an empty line between.
    """
    claimed = read_checkpoint(read_note(submission.note).text)
    opened = _opened(logs, claimed.origin, submission.note)
    kept = read_state(state)
    last = kept.get(claimed.origin)
    _check_old_size(submission.old, claimed.size, last.size if last else 0)
    _check_continues(opened, submission, last)
    # The witness states size and root; a log's own further lines are not its business.
    return write_state({**kept, claimed.origin: replace(claimed, extensions=())}), opened


def _opened(logs: Logs, origin: str, note: bytes) -> Witnessed:
    known = logs.get(origin)
    if not known:
        raise refusals.unknown_origin(origin)
    try:
        return open_checkpoint(note, known)
    except Refused as refused:
        if refused.code in ("note.malformed", "checkpoint.malformed"):
            raise
        raise refusals.not_the_logs_signature(origin) from refused


def _check_old_size(old: int, new: int, kept: int) -> None:
    if old > new:
        raise refusals.old_beyond_new(old, new)
    if old != kept:
        raise refusals.other_old_size(old, kept)


def _check_continues(opened: Witnessed, submission: Submission, last: Checkpoint | None) -> None:
    """Old and kept size agree. From nothing, or from an empty tree, there is nothing to prove."""
    tree, new = opened.tree, opened.checkpoint
    try:
        if submission.old:
            assert last is not None  # the old size, not 0, is the kept one
            verify_consistency(tree, last.size, new.size, last.root, new.root, submission.consistency)
        elif submission.consistency or (new.size == 0 and new.root != tree.empty):
            raise refusals.rewritten(new.origin, submission.old, new.size)
    except Refused:
        raise refusals.rewritten(new.origin, submission.old, new.size) from None


def read_state(state: str) -> dict[str, Checkpoint]:
    """The last cosigned checkpoint by origin."""
    found = [read_checkpoint(f"{part}\n") for part in state.split("\n\n") if part] if state else []
    return {one.origin: one for one in found}


def write_state(kept: Mapping[str, Checkpoint]) -> str:
    return "".join(f"{kept[origin].text}\n" for origin in sorted(kept))


class Witness:
    """A witness with its keys and its file. One submission at a time: a decision and its saving are one step."""

    def __init__(self, file: StateFile, keys: Sequence[Signer], logs: Logs) -> None:
        if not keys or not all(key.cosigns for key in keys):
            raise ValueError("a witness signs by cosigning keys")
        self._file, self._keys, self._logs = file, keys, logs
        self._lock = threading.Lock()
        read_state(file.text)

    def add_checkpoint(self, body: bytes, now: int) -> Answer:
        """The answer to a submission; `now` in POSIX seconds. The new state is on disk before it is given."""
        with self._lock:
            try:
                state, opened = next_state(self._file.text, self._logs, read_submission(body))
            except Refused as refused:
                return self._refusal(refused, body)
            self._file.save(state)
            text = opened.note.text
            return Answer(OK, "".join(signature_line(text, key, now) for key in self._keys))

    def _refusal(self, refused: Refused, body: bytes) -> Answer:
        status = STATUS.get(refused.code, MALFORMED)
        if refused.code != "witness.conflict":
            return Answer(status, f"{refused.says}\n", refused=refused)
        origin = read_checkpoint(read_note(read_submission(body).note).text).origin
        last = read_state(self._file.text).get(origin)
        return Answer(status, f"{last.size if last else 0}\n", SIZE_TYPE, refused)
