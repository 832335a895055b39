"""The log as static files (C2SP tlog-tiles): tiles and entries first, the checkpoint over them last."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from qinqing.record import refusals
from qinqing.record.models import Checkpoint, Place
from qinqing.record.tree import StoredTree
from qinqing.refusals import Refused
from qinqing.tlog import checkpoint as tlog
from qinqing.tlog.checkpoint import read_checkpoint
from qinqing.tlog.note import read_note, with_signatures
from qinqing.tlog.state import write_whole
from qinqing.tlog.tiles import CHECKPOINT_PATH, WIDTH, Tile, bundles, pack_bundle, tile_bytes, tiles

READABLE = 0o644


def publish(checkpoint: Checkpoint) -> None:
    """Whatever of the log is not yet published up to this checkpoint, then the checkpoint with its cosignatures."""
    folder: Path = settings.LOG_FILES
    tree, since = StoredTree(), published_size(folder)
    for tile in tiles(checkpoint.size, since):
        put(folder / tile.path, tile_bytes(tree, tile))
    for bundle in bundles(checkpoint.size, since):
        put(folder / bundle.path, entries_of(bundle))
    put(folder / CHECKPOINT_PATH, cosigned_note(checkpoint))


def is_behind(checkpoint: Checkpoint) -> bool:
    """Whether what is published ends before this one, or lacks cosignatures that came since.

    Failed where it is further on, or of another history.
    """
    there, own = published(settings.LOG_FILES), read_checkpoint(read_note(checkpoint.note.encode()).text)
    if there is None or there.size < own.size:
        return True
    if there.size > own.size:
        raise refusals.published_ahead(there.size, own.size)
    if there != own:
        raise refusals.published_other(own.size)
    return (settings.LOG_FILES / CHECKPOINT_PATH).read_bytes() != cosigned_note(checkpoint)


def published(folder: Path) -> tlog.Checkpoint | None:
    """The published checkpoint; None where there is none, or a file cut or spoilt: it is written anew."""
    try:
        return read_checkpoint(read_note((folder / CHECKPOINT_PATH).read_bytes()).text)
    except (FileNotFoundError, Refused):
        return None


def published_size(folder: Path) -> int:
    """How many entries the published checkpoint is over."""
    there = published(folder)
    return there.size if there else 0


def cosigned_note(checkpoint: Checkpoint) -> bytes:
    lines = checkpoint.cosignatures.order_by("witness").values_list("line", flat=True)
    note = checkpoint.note.encode()
    return with_signatures(note, list(lines)) if lines else note


def entries_of(bundle: Tile) -> bytes:
    first = bundle.index * WIDTH
    places = Place.objects.filter(index__gte=first, index__lt=first + bundle.width).order_by("index")
    return pack_bundle([bytes(body) for body in places.values_list("entry__body", flat=True)])


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    path.chmod(READABLE)
