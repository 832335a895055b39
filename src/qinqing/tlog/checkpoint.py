"""Checkpoints (C2SP tlog-checkpoint): a log's name, size and root, as the text of a signed note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.hashing import HASH_BYTES, TreeHash
from qinqing.tlog.keys import Verifier
from qinqing.tlog.note import Opened, open_note, read_note
from qinqing.tlog.text import from_base64, from_decimal, to_base64


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: `size` entries under `root`. `extensions` are other logs' own lines; ours has none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        lines = (self.origin, str(self.size), to_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A checkpoint signed by its log, and the opened note it came in."""

    checkpoint: Checkpoint
    log: Verifier
    note: Opened

    @property
    def tree(self) -> TreeHash:
        """How this log hashes."""
        return self.log.profile.tree

    @property
    def cosigned(self) -> dict[Verifier, int]:
        """When each known witness saw it, POSIX seconds."""
        return {one.by: one.time for one in self.note.signed if one.time is not None}


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint in a note's text; refuses what is not written exactly so."""
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise refusals.checkpoint_malformed(Say("行数不对或有空行", "it has too few lines, or empty ones"))
    origin, written_size, written_root, *extensions = lines[:-1]
    size, root = from_decimal(written_size), from_base64(written_root)
    if size is None:
        raise refusals.checkpoint_malformed(Say("第二行不是条数", "its second line is no size"))
    if root is None or len(root) != HASH_BYTES:
        raise refusals.checkpoint_malformed(Say("第三行不是根哈希", "its third line is no root hash"))
    return Checkpoint(origin, size, root, tuple(extensions))


def open_checkpoint(data: bytes, logs: Iterable[Verifier], witnesses: Iterable[Verifier] = ()) -> Witnessed:
    """A checkpoint that carries the signature of the one of `logs` it names; other signatures do not stand in for it."""
    checkpoint = read_checkpoint(read_note(data).text)
    own = [log for log in logs if log.name == checkpoint.origin and not log.cosigns]
    if not own:
        raise refusals.other_origin(checkpoint.origin)
    opened = open_note(data, [*own, *(witness for witness in witnesses if witness.cosigns)])
    signed = [one.by for one in opened.signed if one.by in own]
    if not signed:
        raise refusals.not_signed()
    return Witnessed(checkpoint, signed[0], opened)
