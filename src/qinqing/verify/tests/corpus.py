"""Receipts as somebody might forge, break or oddly write them, and what tlog says of each.

Everything from one seed: the same bundles are put before verify.py and before the page.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from qinqing.refusals import Refused
from qinqing.tlog.canonical import canonical
from qinqing.tlog.checkpoint import Checkpoint
from qinqing.tlog.commitment import commitment
from qinqing.tlog.keys import Signer
from qinqing.tlog.note import signature_line
from qinqing.tlog.policy import simple_policy
from qinqing.tlog.profile import standard
from qinqing.tlog.proof import Proof
from qinqing.tlog.receipt import Opening, Receipt, read_receipt, verify_receipt, write_receipt
from qinqing.tlog.tests.make import NOW, TYPE, World, checkpoint_note, salt, seed, world

SIZE = 11
ODD_TEXTS = (
    "", " ", "\t", "\n", "\r", "\0", "a\nb", "é", "e\u0301", "\u202e", "\u200b", "\ufeff", "\x7f", "\x85", "\u2028",
    "\U0001f469\u200d\U0001f527", "<script>", "__proto__", "constructor", "{name}", "1", "01", "-1", "1e3", "A" * 300,
    "9223372036854775807", "9223372036854775808", "AAAA", "AAA=", "AAB=", "AA==", "extra AA==", "index 4", "一", "— x AAAA",
)  # fmt: skip
ODD_VALUES: tuple[Any, ...] = (
    *ODD_TEXTS, None, True, False, 0, 1, -1, 2, 2**53 - 1, 2**53, -(2**53), 2**70, 1.5, 1.0, 1e300,
    [], {}, [[]], {"a": {"b": [1, None, "x"]}}, {"A": 1}, {"a": 1.5},
)  # fmt: skip
ODD_ENTRIES = (
    "{}", "[]", "null", "1", "", "{", '{"cm":{}}', '{"cm":{},"v":1}', '{"v":1,"cm":{}}', '{"cm":{} }', '{"cm":{},"cm":{}}',
    '{"cm":[]}', '{"cm":null}', '{"cm":{"payload":1}}', '{"a":1.0,"cm":{}}', '{"a":-0,"cm":{}}', '{"a":1e2,"cm":{}}',
    '{"a":NaN,"cm":{}}', '{"a":9007199254740991,"cm":{}}', '{"a":9007199254740992,"cm":{}}', '{"a":"\\u4e00","cm":{}}',
    '{"a":"\\ud800","cm":{}}', '{"a":"e\u0301","cm":{}}', '{"a":"\u202e","cm":{}}', '{"a":"\x7f","cm":{}}', '{"a":"\\n","cm":{}}',
    '{"A":1,"cm":{}}', '{"__proto__":1,"cm":{}}', '{"a":"\\/","cm":{}}', '\ufeff{"cm":{}}', '{"a":"\u2028","cm":{}}',
    '{"a":' + "[" * 30 + "]" * 30 + ',"cm":{}}', '{"a":' + "[" * 31 + "]" * 31 + ',"cm":{}}', '{"a":' + "[" * 32 + "]" * 32 + ',"cm":{}}',
    '{"a":"' + "x" * 59_983 + '","cm":{}}', '{"a":"' + "x" * 59_984 + '","cm":{}}', '{"a":"' + "x" * 59_985 + '","cm":{}}',
    '{"at":"2026-11-01T08:00:00+08:00","case":"一","cm":{},"cseq":2,"role":"clerk","type":"a.b"}',
)  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """A receipt's bytes and whom the reader trusts; `kind` says how it came to be."""

    kind: str
    data: bytes
    log: str
    witnesses: tuple[str, ...]
    threshold: int


def by_tlog(bundle: Bundle, here: World) -> str:
    """'proved', or the code word of the refusal."""
    known = {str(w.verifier): w.verifier for w in here.witnesses}
    policy = simple_policy(here.log.verifier, [known[key] for key in bundle.witnesses], bundle.threshold)
    try:
        verify_receipt(read_receipt(bundle.data), policy)
    except Refused as refused:
        return refused.code
    return "proved"


def bundles(count: int, chance: random.Random) -> Iterator[Bundle]:
    """`count` of them, every way to make one in turn."""
    here = home()
    for number in range(count):
        make = WAYS[number % len(WAYS)]
        data = make(here, chance)
        keys = tuple(str(w.verifier) for w in here.witnesses)
        # Mostly both witnesses are asked for; now and then fewer are known, or fewer are enough.
        known = keys if chance.random() < 0.9 else keys[: chance.randrange(3)]
        threshold = len(known) if chance.random() < 0.8 else chance.randrange(len(known) + 1)
        yield Bundle(make.__name__, data, str(here.log.verifier), known, threshold)


def home() -> World:
    return world(standard(), SIZE)


def untouched(here: World, chance: random.Random) -> bytes:
    return write_receipt(here.receipt(chance.randrange(SIZE)))


def flipped(here: World, chance: random.Random) -> bytes:
    data = bytearray(untouched(here, chance))
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def cut_and_pasted(here: World, chance: random.Random) -> bytes:
    """Lines swapped, dropped, doubled, or taken from another receipt."""
    lines, others = untouched(here, chance).split(b"\n"), untouched(here, chance).split(b"\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(others))
    match chance.randrange(4):
        case 0:
            lines[at], lines[other % len(lines)] = lines[other % len(lines)], lines[at]
        case 1:
            del lines[at]
        case 2:
            lines.insert(at, lines[at])
        case _:
            lines[at] = others[other]
    return b"\n".join(lines)


def rewritten(here: World, chance: random.Random) -> bytes:
    """One value of the document replaced by an odd one, written as receipts are."""
    document = json.loads(untouched(here, chance))
    places = [(document, key) for key in document]
    places += [(document["opened"][0], key) for key in document["opened"][0]]
    places += [(document["proof"], at) for at in range(len(document["proof"]))] * 2
    holder, key = chance.choice(places)
    holder[key] = chance.choice(ODD_VALUES)
    if chance.random() < 0.1:
        document[chance.choice(("more", "__proto__", "v2"))] = 1
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def spaced_otherwise(here: World, chance: random.Random) -> bytes:
    """The same document in another writing."""
    document = json.loads(untouched(here, chance))
    if chance.random() < 0.3:
        document = dict(reversed(document.items()))
    ascii_only, indent = chance.random() < 0.5, chance.choice([None, 0, 1, 2])
    text = json.dumps(document, ensure_ascii=ascii_only, indent=indent)
    return (chance.choice(["", "\ufeff", " "]) + text + chance.choice(["", "\n", "\n\n", " "])).encode()


def of_an_odd_entry(here: World, chance: random.Random) -> bytes:
    """A hostile log that really holds an entry nobody should read; its payload may be odd as well."""
    body = chance.choice(ODD_ENTRIES).encode()
    opening = Opening("payload", salt(4), chance.choice(ODD_ENTRIES).encode())
    openings: tuple[Opening, ...] = ()
    if chance.random() < 0.5:
        kind = chance.choice([TYPE, TYPE, TYPE, 1, None, True, [TYPE]])
        committed = commitment(str(kind), opening.salt, opening.payload)
        body = canonical({"cm": {"payload": committed}, "type": kind})
        openings = (opening,) * chance.choice([1, 1, 1, 2])
    grown = world(standard(), SIZE)
    grown.levels.append(standard().tree.leaf(body))
    return write_receipt(Receipt(body, openings, grown.proof(SIZE)))


def under_an_odd_checkpoint(here: World, chance: random.Random) -> bytes:
    """Odd sizes, roots and lines, all of it signed by the log."""
    receipt = here.receipt(chance.randrange(SIZE))
    size = chance.choice([SIZE, SIZE, 0, 1, 8, 10, 12, 16, 2**63 - 1, 2**62])
    extensions = chance.choice([(), (), ("more",), ("一", "二"), ("\u202e",), ("\x7f",)])
    checkpoint = Checkpoint(
        chance.choice([here.log.name] * 5 + ["other.example"]), size, here.levels.root(), extensions
    )
    note = checkpoint_note(checkpoint, here.log, here.witnesses)
    return write_receipt(replace(receipt, proof=replace(receipt.proof, note=note)))


def under_odd_signatures(here: World, chance: random.Random) -> bytes:
    """Lines missing, doubled, at odd times, by strangers, by the right name with the wrong key."""
    text, receipt = here.checkpoint.text, here.receipt(chance.randrange(SIZE))
    own = signature_line(text, here.log)
    seen = [
        signature_line(text, w, chance.choice([NOW, 1, 2**63 - 1, 253_402_272_000])) for w in here.witnesses
    ]
    name = chance.choice(
        ["x.example", "见证", "é", "a\u00a0b", "a\u3000b", "a\u200bb", "a\u202eb", "\ue000", "a-b", "\x7f"]
    )
    line = f"— {name} {chance.choice(['AAAAAAA=', 'AAAAAAB=', 'AAAA', 'AAAAAAAA', '!', 'AAAAAA=='])}\n"
    impostor = signature_line(text, Signer(here.log.name, standard(), seed("impostor")))
    early = seen[0][:-60] + seen[1][-60:]
    lines = chance.sample([own, *seen, *seen[:1], line, impostor, early], chance.randrange(1, 6))
    lines = (
        lines
        if chance.random() < 0.4
        else [own, *seen, *chance.choice([[], [line], [impostor], [line] * 62])]
    )
    note = f"{text}\n{''.join(lines)}"
    document = json.loads(write_receipt(receipt))
    head = document["proof"][: document["proof"].index("") + 1]
    document["proof"] = [*head, *note.removesuffix("\n").split("\n")]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def with_other_hashes(here: World, chance: random.Random) -> bytes:
    """Proofs too short, too long, or of another place."""
    receipt, other = here.receipt(chance.randrange(SIZE)), here.receipt(chance.randrange(SIZE))
    index = chance.choice([receipt.proof.index, other.proof.index, SIZE, 2**63 - 1])
    hashes = [*chance.choice([receipt, other]).proof.hashes]
    match chance.randrange(4):
        case 0:
            hashes = hashes[: chance.randrange(len(hashes) + 1)]
        case 1:
            hashes += [b"\1" * 32] * chance.choice([1, 60, 63])
        case 2:
            chance.shuffle(hashes)
    extra = chance.choice([None, None, b"", b"x", b"\0" * 100])
    return write_receipt(replace(receipt, proof=Proof(index, tuple(hashes), receipt.proof.note, extra)))


WAYS: tuple[Callable[[World, random.Random], bytes], ...] = (
    untouched,
    flipped,
    cut_and_pasted,
    rewritten,
    spaced_otherwise,
    of_an_odd_entry,
    under_an_odd_checkpoint,
    under_odd_signatures,
    with_other_hashes,
)
