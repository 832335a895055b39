"""What a log's signer may sign: never fewer entries than it has signed, never a root that does not continue it.

It believes neither the sequencer nor the storage: what it signs it computes from entries read again, and every stored
hash on the way must be the one computed. One flipped bit that was signed once cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qinqing.tlog import keeping_refusals as refusals
from qinqing.tlog.checkpoint import Checkpoint, read_checkpoint
from qinqing.tlog.hashing import TreeHash
from qinqing.tlog.keys import Signer, Verifier
from qinqing.tlog.merkle import Hashes, complete_parts, fold, verify_consistency
from qinqing.tlog.note import signature_line, write_note
from qinqing.tlog.state import StateFile


@dataclass(frozen=True, slots=True)
class Candidate:
    """A tree the sequencer wants signed. `consistency`: from the size signed last, empty where that is 0."""

    size: int
    root: bytes
    consistency: tuple[bytes, ...]


def first_state(origin: str, tree: TreeHash) -> str:
    """The state of a signer that has signed nothing: as if the empty tree were signed."""
    return Checkpoint(origin, 0, tree.empty).text


def next_state(
    state: str, candidate: Candidate, tree: TreeHash, stored: Hashes, again: Iterable[bytes]
) -> str:
    """The state after signing `candidate`, which is to be saved before the signature is made.

    `stored`: hashes as they are read from storage now; `again`: the entries from the size signed last up to the
    candidate's, read from storage now. State is the text of the checkpoint signed last.
    """
    last = read_checkpoint(state)
    if candidate.size < last.size:
        raise refusals.signer_smaller(candidate.size, last.size)
    if candidate.size == last.size and candidate.root != last.root:
        raise refusals.signer_other_root(last.size)
    if last.size:
        verify_consistency(tree, last.size, candidate.size, last.root, candidate.root, candidate.consistency)
    if _recomputed(last, candidate.size, tree, stored, again) != candidate.root:
        raise refusals.signer_wrong_root(candidate.size)
    return Checkpoint(last.origin, candidate.size, candidate.root).text


def _recomputed(last: Checkpoint, size: int, tree: TreeHash, stored: Hashes, again: Iterable[bytes]) -> bytes:
    """The root over `size` entries: the parts signed last, continued with the entries read again."""
    parts = [(level, stored.complete(level, i)) for level, i in complete_parts(0, last.size)]
    if _root(tree, parts) != last.root:
        raise refusals.signer_stored_changed(last.size)
    index = last.size
    for entry in again:
        _grow(tree, parts, index, tree.leaf(entry), stored)
        index += 1
        if index > size:
            break
    if index != size:
        raise refusals.signer_count(index - last.size, size - last.size)
    return _root(tree, parts)


def _grow(tree: TreeHash, parts: list[tuple[int, bytes]], index: int, leaf: bytes, stored: Hashes) -> None:
    """Adds a leaf to the complete parts; each hash it completes must be the stored one."""
    level, hash_ = 0, leaf
    while True:
        if stored.complete(level, index >> level) != hash_:
            raise refusals.signer_differs(index)
        if not parts or parts[-1][0] != level:
            break
        hash_, level = tree.node(parts.pop()[1], hash_), level + 1
    parts.append((level, hash_))


def _root(tree: TreeHash, parts: list[tuple[int, bytes]]) -> bytes:
    return fold(tree, [hash_ for _, hash_ in parts]) if parts else tree.empty


class LogSigner:
    """The signer with its key and its file: saves, then signs."""

    def __init__(self, file: StateFile, key: Signer) -> None:
        kept = read_checkpoint(file.text)
        if kept.origin != key.name or key.cosigns:
            raise refusals.signer_origin(key.name, kept.origin)
        self._file, self._key = file, key

    @property
    def verifier(self) -> Verifier:
        """The key to verify by."""
        return self._key.verifier

    @property
    def signed(self) -> Checkpoint:
        """What was signed last."""
        return read_checkpoint(self._file.text)

    def sign(self, candidate: Candidate, stored: Hashes, again: Iterable[bytes]) -> bytes:
        """The signed checkpoint of `candidate`, after its state is on disk."""
        state = next_state(self._file.text, candidate, self._key.profile.tree, stored, again)
        self._file.save(state)
        return write_note(state, [signature_line(state, self._key)])
