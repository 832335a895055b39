"""The form of the two files an enterprise walks away with: a promise at once, a receipt when the entry is logged.

JSON with a line for each thing, so that a person can read it; each value is written in one way only:

    {
     "v": 1,
     "kind": "receipt",
     "entry": "{\\"actor\\":…}",
     "opened": [
      {
       "name": "payload",
       "salt": "…",
       "payload": "{\\"words\\":…}"
      }
     ],
     "proof": [
      "c2sp.org/tlog-proof@v1",
      …
     ]
    }

`entry` and `payload` are exact canonical texts. `opened` names commitments of the entry; it may leave some out.
A promise has `"kind": "promise"`, and the lines of its signed note under "promise".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qinqing.refusals import Say
from qinqing.tlog import refusals
from qinqing.tlog.canonical import read_canonical
from qinqing.tlog.commitment import SALT_BYTES, commitment
from qinqing.tlog.text import from_base64, to_base64

VERSION = 1
MAX_BYTES = 500_000
# What the file says of itself, and the member that holds the lines of what is signed.
RECEIPT, PROMISE = "receipt", "promise"
SIGNED = {RECEIPT: "proof", PROMISE: "promise"}


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens the entry's commitment of this name."""

    name: str
    salt: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class Handout:
    """As it was read; nothing of it is verified yet. `signed`: the proof's or the promise's text."""

    kind: str
    entry: bytes
    openings: tuple[Opening, ...]
    signed: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry and what was said in it; `unopened` names the commitments nothing was given for."""

    entry: Mapping[str, Any]
    payloads: Mapping[str, Any]
    unopened: tuple[str, ...]


def write_handout(handout: Handout) -> bytes:
    """The file's bytes."""
    opened = [
        {"name": o.name, "salt": to_base64(o.salt), "payload": o.payload.decode()} for o in handout.openings
    ]
    document = {
        "v": VERSION,
        "kind": handout.kind,
        "entry": handout.entry.decode(),
        "opened": opened,
        SIGNED[handout.kind]: handout.signed.removesuffix("\n").split("\n"),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_handout(data: bytes, kind: str) -> Handout:
    """What a file of this kind holds; refuses what `write_handout` would write otherwise."""
    handout = _of(_document(data, kind), kind)
    if write_handout(handout) != data:
        raise refusals.file_malformed(kind, Say("写法不规范", "it is written in another way"))
    return handout


def _document(data: bytes, kind: str) -> Any:
    if len(data) > MAX_BYTES:
        raise refusals.file_malformed(kind, Say("太长", "it is too long"))
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise refusals.file_malformed(kind, Say("不是 JSON", "it is not JSON")) from None


def _of(document: Any, kind: str) -> Handout:
    match document:
        case {"v": 1, "kind": str(said), "entry": str(entry), "opened": list(opened)} if said == kind:
            lines = document.get(SIGNED[kind])
            if isinstance(lines, list):
                signed = "".join(f"{_line(line, kind)}\n" for line in lines)
                openings = tuple(_opening(one, kind) for one in opened)
                return Handout(kind, _bytes(entry, kind), openings, signed)
    why = Say(
        "缺少或多出内容，或者是别的文件", "something is missing or added, or it is another kind of file"
    )
    raise refusals.file_malformed(kind, why)


def _opening(written: Any, kind: str) -> Opening:
    match written:
        case {"name": str(name), "salt": str(salt), "payload": str(payload)}:
            found = from_base64(salt)
            _bytes(name, kind)
            if found is not None and len(found) == SALT_BYTES:
                return Opening(name, found, _bytes(payload, kind))
    raise refusals.file_malformed(kind, Say("原文部分不对", "the part with what was said is wrong"))


def _line(line: Any, kind: str) -> str:
    if not isinstance(line, str) or "\n" in line:
        raise refusals.file_malformed(kind, Say("签名部分有一行不对", "a line of what is signed is wrong"))
    _bytes(line, kind)
    return line


def _bytes(text: str, kind: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise refusals.file_malformed(kind, Say("含有半个字符", "it holds half a character")) from None


def open_entry(handout: Handout) -> Opened:
    """The entry, and the payloads behind those commitments that something was given for."""
    entry = _canonical(handout.entry)
    commitments = entry.get("cm")
    if not isinstance(commitments, dict):
        raise refusals.entry_not_canonical()
    payloads = {o.name: _opened(o, entry.get("type"), commitments) for o in handout.openings}
    if len(payloads) != len(handout.openings):
        raise refusals.file_malformed(
            handout.kind, Say("同一项原文给了两次", "it opens one commitment twice")
        )
    return Opened(entry, payloads, tuple(name for name in commitments if name not in payloads))


def _opened(opening: Opening, tag: Any, commitments: dict[str, Any]) -> Any:
    """A tag that is no text opens nothing: a commitment is made under a registered type."""
    found = commitment(tag, opening.salt, opening.payload) if isinstance(tag, str) else None
    if found is None or commitments.get(opening.name) != found:
        raise refusals.opening_differs(opening.name)
    return _canonical(opening.payload)


def _canonical(data: bytes) -> dict[str, Any]:
    try:
        return read_canonical(data)
    except ValueError:
        raise refusals.entry_not_canonical() from None
