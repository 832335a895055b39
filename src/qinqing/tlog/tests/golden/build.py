"""Writes the golden log again: `python -m qinqing.tlog.tests.golden.build` from a checkout.

260 entries, two witnesses, everything from fixed seeds, so that the files come out byte for byte. SM2 signs with
chance: of the national profile the signed checkpoint is kept as long as it says the same and still verifies.
"""

from __future__ import annotations

from pathlib import Path

from qinqing.tlog.canonical import canonical
from qinqing.tlog.checkpoint import open_checkpoint
from qinqing.tlog.handout import Opening
from qinqing.tlog.keys import Signer
from qinqing.tlog.note import signature_line
from qinqing.tlog.profile import Profile, guomi, standard
from qinqing.tlog.promise import give_promise, write_promised
from qinqing.tlog.receipt import write_receipt
from qinqing.tlog.tests.make import NOW, ORIGIN, WORDS, World, entry, log_key, salt, submission, world
from qinqing.tlog.tiles import bundles, pack_bundle, tile_bytes, tiles

FOLDER = Path(__file__).parent
SIZE = 260
RECEIPTS = (0, 7, 259)
NATIONAL = "guomi/checkpoint"


def files() -> dict[str, bytes]:
    """Every file that is the same at each writing, by path."""
    here = world(standard(), SIZE)
    desk = log_key(standard(), "desk.county.example")
    return {
        "policy": policy(here).encode(),
        "desk.key": f"{desk.verifier}\n".encode(),
        "log/checkpoint": here.note,
        **{f"log/{path}": data for path, data in published(here).items()},
        **{f"receipt-{index}.json": write_receipt(here.receipt(index)) for index in RECEIPTS},
        "promise-7.json": promised(7, desk),
        "submission": submission(standard(), 0, here.levels, here.log),
        "cosignatures": "".join(
            signature_line(here.checkpoint.text, w, NOW) for w in here.witnesses
        ).encode(),
    }


def promised(index: int, desk: Signer) -> bytes:
    openings = (Opening("payload", salt(index), canonical(WORDS)),)
    return write_promised(entry(index), openings, give_promise(entry(index), ORIGIN, desk, NOW))


def published(here: World) -> dict[str, bytes]:
    found = {tile.path: tile_bytes(here.levels, tile) for tile in tiles(SIZE)}
    for tile in bundles(SIZE):
        first = tile.index * 256
        found[tile.path] = pack_bundle(here.entries[first : first + tile.width])
    return found


def policy(here: World) -> str:
    names = [f"w{n}" for n in range(1, len(here.witnesses) + 1)]
    witnesses = [f"witness {name} {w.verifier}\n" for name, w in zip(names, here.witnesses, strict=True)]
    return f"log {here.log.verifier}\n{''.join(witnesses)}group both all {' '.join(names)}\nquorum both\n"


def national_checkpoint(of: Profile) -> str:
    """What the checkpoint of the same entries says under SM3."""
    return world(of, SIZE).checkpoint.text


def is_kept(of: Profile) -> bool:
    """Whether the national checkpoint in the folder says the same and is signed."""
    path = FOLDER / NATIONAL
    if not path.is_file():
        return False
    opened = open_checkpoint(path.read_bytes(), [log_key(of).verifier])
    return opened.note.text == national_checkpoint(of)


def main() -> None:
    national = {} if is_kept(guomi()) else {NATIONAL: world(guomi(), SIZE).note}
    for path, data in {**files(), **national}.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)


if __name__ == "__main__":
    main()
