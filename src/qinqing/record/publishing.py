"""The log as static files (C2SP tlog-tiles): tiles and entries first, the checkpoint over them last."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from qinqing.record.models import Checkpoint, Place
from qinqing.record.tree import StoredTree
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


def published_size(folder: Path) -> int:
    """How many entries the published checkpoint is over."""
    try:
        return read_checkpoint(read_note((folder / CHECKPOINT_PATH).read_bytes()).text).size
    except FileNotFoundError:
        return 0


def is_published(checkpoint: Checkpoint) -> bool:
    """Whether it stands there with every cosignature it has. What was published of a longer log is left alone."""
    path: Path = settings.LOG_FILES / CHECKPOINT_PATH
    if published_size(settings.LOG_FILES) > checkpoint.size:
        return True
    return path.is_file() and path.read_bytes() == cosigned_note(checkpoint)


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
