"""What somebody gets at once: a signature over their entry's hash, the time, and how long logging it may take.

    qinqing/promise/v1
    log.example/2026
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
    time 1679315147
    within 60

The text of a signed note. It cannot pass for a checkpoint, whose second line is a number. The key is one of its own:
whoever answers people holds it, and the signer's key stays with the signer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.handout import PROMISE, Handout, Opened, Opening, open_entry, read_handout, write_handout
from qinqing.tlog.hashing import HASH_BYTES
from qinqing.tlog.keys import Signer, Verifier
from qinqing.tlog.note import open_note, signature_line, write_note
from qinqing.tlog.text import from_base64, from_decimal, to_base64

HEADER = "qinqing/promise/v1"
WITHIN_SECONDS = 60
TEXT = re.compile(
    r"(?P<header>[^\n]+)\n(?P<origin>[^\n]+)\n(?P<leaf>[^\n]+)\ntime (?P<time>[0-9]+)\nwithin (?P<within>[0-9]+)\n\Z"
)


@dataclass(frozen=True, slots=True)
class Promise:
    """The entry with this leaf hash is in the log of this origin within `within` seconds of `time` (POSIX)."""

    origin: str
    leaf: bytes
    time: int
    within: int = WITHIN_SECONDS

    @property
    def text(self) -> str:
        return f"{HEADER}\n{self.origin}\n{to_base64(self.leaf)}\ntime {self.time}\nwithin {self.within}\n"

    @property
    def due(self) -> int:
        """The moment from which an entry that is still missing breaks the promise."""
        return self.time + self.within


def give_promise(entry: bytes, origin: str, signer: Signer, time: int) -> bytes:
    """The signed promise to log `entry`."""
    text = Promise(origin, signer.profile.tree.leaf(entry), time).text
    return write_note(text, [signature_line(text, signer)])


def read_promise(text: str) -> Promise:
    """The promise in a note's text; refuses what is not written exactly so, and a longer delay than 60 s."""
    found = TEXT.match(text)
    if found:
        leaf, time, within = (
            from_base64(found["leaf"]),
            from_decimal(found["time"]),
            from_decimal(found["within"]),
        )
        if (
            leaf
            and len(leaf) == HASH_BYTES
            and time is not None
            and within is not None
            and within <= WITHIN_SECONDS
        ):
            promise = Promise(found["origin"], leaf, time, within)
            if promise.text == text:
                return promise
    raise refusals.promise_malformed(Say("承诺的内容写法不对", "its text is not written as promises are"))


def verify_promise(note: bytes, entry: bytes, origin: str | None, by: Verifier) -> Promise:
    """The promise in `note`, if `by` gave it for this entry and, where one is named, this log."""
    promise = read_promise(open_note(note, [by]).text)
    if origin not in (None, promise.origin):
        raise refusals.promise_of_another(promise.origin)
    if promise.leaf != by.profile.tree.leaf(entry):
        raise refusals.promise_differs()
    return promise


def write_promised(entry: bytes, openings: tuple[Opening, ...], note: bytes) -> bytes:
    """The file handed out at once: the promise beside the very bytes it is about, and what opens them."""
    return write_handout(Handout(PROMISE, entry, openings, note.decode()))


def verify_promised(data: bytes, origin: str | None, by: Verifier) -> tuple[Promise, Opened]:
    """What such a file proves to whoever knows the key of the office that promises."""
    handout = read_handout(data, PROMISE)
    promise = verify_promise(handout.signed.encode(), handout.entry, origin, by)
    return promise, open_entry(handout)
