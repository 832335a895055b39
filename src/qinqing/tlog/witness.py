"""A witness (C2SP tlog-witness): cosigns a log's checkpoint only if it continues the last one it cosigned.

    submission → decide (a pure function of the stored state) → state on disk → cosignature → answer

By HTTP or by file what is submitted are the same bytes, and the same is decided. A cosignature also says when: a
witness whose clock was set back says nothing rather than contradict itself.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qinqing.refusals import Failed, Refused, Say
from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.checkpoint import Checkpoint, Witnessed, open_checkpoint, read_checkpoint
from qinqing.tlog.keys import Signer, Verifier
from qinqing.tlog.merkle import verify_consistency
from qinqing.tlog.note import read_note, signature_line, write_note
from qinqing.tlog.proof import read_hashes
from qinqing.tlog.state import StateFile
from qinqing.tlog.text import from_decimal, to_base64

OK = 200
MALFORMED = 400
CONFLICT = 409
# By code word, as the specification has them; whatever else is wrong with a submission is malformed.
STATUS = {
    "witness.unknown_origin": 404,
    "witness.not_signed": 403,
    "witness.conflict": CONFLICT,
    "witness.stale": CONFLICT,
    "witness.inconsistent": 422,
    "witness.fork": 422,
}
UNABLE = 503  # the machine failed us: nothing is decided, the same may be submitted again
TIME = "time "
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
class Kept:
    """What a witness remembers of a log: the checkpoint it cosigned last, and when (POSIX seconds)."""

    checkpoint: Checkpoint
    time: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: HTTP status, body and its type; `refused` says why in words.

    `note`: where it was cosigned, the checkpoint with the log's signature and ours, and no others.
    """

    status: int
    body: str
    content_type: str = PLAIN
    refused: Refused | Failed | None = None
    note: bytes = b""


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


def next_state(state: str, logs: Logs, submission: Submission, now: int) -> tuple[str, Witnessed]:
    """The state after cosigning what is submitted, and the checkpoint to cosign; refused as the specification says.

    State is the text of the last cosigned checkpoint of each log with its time, an empty line after each.
    Failed `witness.clock_back` where some cosignature is later than `now`.
    """
    claimed = read_checkpoint(read_note(submission.note).text)
    opened = _opened(logs, claimed.origin, submission.note)
    kept = read_state(state)
    last = kept[claimed.origin].checkpoint if claimed.origin in kept else None
    _check_old_size(submission.old, claimed.size, last.size if last else 0)
    _check_continues(opened, submission, last)
    latest = max((one.time for one in kept.values()), default=now)
    if now < latest:
        raise refusals.clock_back(now, latest)
    # The witness states size and root; a log's own further lines are not its business.
    return write_state({**kept, claimed.origin: Kept(replace(claimed, extensions=()), now)}), opened


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
    if new < kept:
        raise refusals.stale(new, kept)
    if old != kept:
        raise refusals.other_old_size(old, kept)


def _check_continues(opened: Witnessed, submission: Submission, last: Checkpoint | None) -> None:
    """Old and kept size agree. From nothing, or from an empty tree, there is nothing to prove."""
    tree, new = opened.tree, opened.checkpoint
    if last is not None and last.size == new.size and last.root != new.root:
        raise refusals.forked(new.origin, new.size)
    try:
        if submission.old:
            assert last is not None  # the old size, not 0, is the kept one
            verify_consistency(tree, last.size, new.size, last.root, new.root, submission.consistency)
        elif submission.consistency or (new.size == 0 and new.root != tree.empty):
            raise refusals.rewritten(new.origin, submission.old, new.size)
    except Refused:
        raise refusals.rewritten(new.origin, submission.old, new.size) from None


def read_state(state: str) -> dict[str, Kept]:
    """What was cosigned last, by origin."""
    found = [_kept(part) for part in state.split("\n\n") if part]
    return {one.checkpoint.origin: one for one in found}


def _kept(part: str) -> Kept:
    text, _, time = part.rpartition(f"\n{TIME}")
    return Kept(read_checkpoint(f"{text}\n"), int(time))


def write_state(kept: Mapping[str, Kept]) -> str:
    parts = (kept[origin] for origin in sorted(kept))
    return "".join(f"{one.checkpoint.text}{TIME}{one.time}\n\n" for one in parts)


class Witness:
    """A witness with its keys and its file. One submission at a time: a decision and its saving are one step."""

    def __init__(self, file: StateFile, keys: Sequence[Signer], logs: Logs) -> None:
        if not keys or not all(key.cosigns for key in keys):
            raise ValueError("a witness signs by cosigning keys")
        self._file, self._keys, self._logs = file, keys, logs
        self._lock = threading.Lock()
        read_state(file.text)

    @property
    def kept(self) -> dict[str, Kept]:
        """What was cosigned last, by origin."""
        return read_state(self._file.text)

    def add_checkpoint(self, body: bytes, now: int) -> Answer:
        """The answer to a submission; `now` in POSIX seconds. The new state is on disk before it is given."""
        with self._lock:
            try:
                submission = read_submission(body)
                state, opened = next_state(self._file.text, self._logs, submission, now)
                self._file.save(state)
            except Failed as failed:
                return Answer(UNABLE, f"{failed.says}\n", refused=failed)
            except Refused as refused:
                return self._refusal(refused, body)
            text = opened.note.text
            lines = [signature_line(text, key, now) for key in self._keys]
            return Answer(OK, "".join(lines), note=write_note(text, [_line_of(submission, opened), *lines]))

    def _refusal(self, refused: Refused, body: bytes) -> Answer:
        status = STATUS.get(refused.code, MALFORMED)
        if status != CONFLICT:
            return Answer(status, f"{refused.says}\n", refused=refused)
        last = self.kept.get(read_checkpoint(read_note(read_submission(body).note).text).origin)
        return Answer(status, f"{last.checkpoint.size if last else 0}\n", SIZE_TYPE, refused)


def _line_of(submission: Submission, opened: Witnessed) -> str:
    """The line by which the log signed."""
    log = opened.log
    lines = read_note(submission.note).signatures
    return next(one.line for one in lines if (one.name, one.key_id) == (log.name, log.key_id))
