"""Signed notes (C2SP signed-note): a text, a blank line, and a line for each signature.

Two kinds of signature are known: a log's own over the text, and a witness's over the text with a time before it
(C2SP tlog-cosignature, `cosignature/v1`). Lines by unknown keys are ignored; a false one by a known key is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.keys import Signer, Verifier, is_key_name
from qinqing.tlog.text import LARGEST, from_base64, to_base64

MAX_BYTES = 256_000
MAX_SIGNATURES = 64
ID_BYTES = 4
TIME_BYTES = 8
LINE = re.compile(r"— (?P<name>[^ ]+) (?P<signature>[A-Za-z0-9+/=]+)\Z")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One line: who says it signed, and its bytes after the key's id."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {to_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read, nothing of it verified: never use `text` from here, use `open_note`."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """A known key whose signature holds; `time` (POSIX seconds) is said by cosignatures only."""

    by: Verifier
    time: int | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A text and the known keys that signed it, at least one."""

    text: str
    signed: tuple[Signed, ...]


def read_note(data: bytes) -> Note:
    """The parts of a note; refuses what is not written exactly as notes are."""
    text, found, rest = _decoded(data).rpartition("\n\n")
    if not found or not rest.endswith("\n"):
        raise refusals.note_malformed(Say("没有签名行", "it has no signature lines"))
    lines = rest[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise refusals.note_malformed(Say("签名太多", "it has too many signatures"))
    return Note(text + "\n", tuple(map(_signature, lines)))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise refusals.note_malformed(Say("太长", "it is too long"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise refusals.note_malformed(Say("不是 UTF-8", "it is not UTF-8")) from None
    if CONTROL.search(text):
        raise refusals.note_malformed(Say("含有控制字符", "it holds control characters"))
    return text


def _signature(line: str) -> Signature:
    found = LINE.match(line)
    value = from_base64(found["signature"]) if found else None
    if not found or not is_key_name(found["name"]) or value is None or len(value) <= ID_BYTES:
        raise refusals.note_malformed(Say("有一行不是签名", "a line of it is no signature"))
    return Signature(found["name"], value[:ID_BYTES], value[ID_BYTES:])


def open_note(data: bytes, known: Iterable[Verifier]) -> Opened:
    """The text, if a known key signed it; refuses a false signature, and two by one key, which say nothing more."""
    note = read_note(data)
    keys: dict[tuple[str, bytes], Verifier] = {}
    for key in known:
        if keys.setdefault((key.name, key.key_id), key) != key:
            raise ValueError(f"two known keys are called {key.name} and have one id")
    signed: list[Signed] = []
    for signature in note.signatures:
        if by := keys.get((signature.name, signature.key_id)):
            if any(one.by == by for one in signed):
                raise refusals.note_malformed(Say("同一密钥签了两次", "one key signed it twice"))
            signed.append(_verified(note.text, signature, by))
    if not signed:
        raise refusals.not_signed()
    return Opened(note.text, tuple(signed))


def _verified(text: str, signature: Signature, by: Verifier) -> Signed:
    time, value = None, signature.value
    if by.cosigns:
        time, value = int.from_bytes(value[:TIME_BYTES], "big"), value[TIME_BYTES:]
    if not (time is None or 0 < time <= LARGEST) or not by.verifies(value, _message(text, time)):
        raise refusals.false_signature(by.name)
    return Signed(by, time)


def _message(text: str, time: int | None) -> bytes:
    return (text if time is None else f"cosignature/v1\ntime {time}\n{text}").encode()


def signature_line(text: str, signer: Signer, time: int | None = None) -> str:
    """The line by which `signer` signs `text`; a cosigner also says when, in POSIX seconds."""
    if signer.cosigns is not (time is not None) or not (time is None or 0 < time <= LARGEST):
        raise ValueError("a cosignature says its time, a signature does not")
    stamp = b"" if time is None else time.to_bytes(TIME_BYTES, "big")
    value = signer.key_id + stamp + signer.sign(_message(text, time))
    return f"— {signer.name} {to_base64(value)}\n"


def write_note(text: str, lines: Sequence[str]) -> bytes:
    """The note of a text (ending in a newline) and its signature lines."""
    note = f"{text}\n{''.join(lines)}".encode()
    if read_note(note).text != text:
        raise ValueError("the text of a note ends in a newline")
    return note


def with_signatures(note: bytes, lines: Sequence[str]) -> bytes:
    """The note with further signature lines, such as those a witness answers."""
    longer = note + "".join(lines).encode()
    if read_note(longer).text != read_note(note).text:
        raise refusals.note_malformed(Say("添加的不是签名行", "what is added are no signature lines"))
    return longer
