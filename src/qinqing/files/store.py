"""Where attached files lie: the installation's folder, mode 0600, named by their content, whole or not at all.

`files/ab/<sha256>-<attachment>`: the name says what the bytes must be, so a copy of the folder checks without the
database. Two attachments of the same bytes are two files: erasing one asks nobody about the other.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from qinqing.files import refusals
from qinqing.files.limits import MOST_BYTES
from qinqing.refusals import system_words

CHUNK = 65_536
NEW = ".new-"
# What was received and never recorded is swept after this; no form takes so long.
STRAY_AFTER_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that came in and are not kept yet; `path` is theirs alone."""

    path: Path
    sha256: str
    size: int


def folder() -> Path:
    place: Path = settings.ATTACHMENTS
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(sha256: str, attachment: UUID) -> Path:
    return folder() / sha256[:2] / f"{sha256}-{attachment.hex}"


@contextmanager
def incoming(upload: Any) -> Iterator[Incoming]:
    """The upload on disk, hashed as it was written; gone at the end unless it was kept. Refused `files.too_large`."""
    path = folder() / f"{NEW}{secrets.token_hex(8)}"
    try:
        try:
            yield_this = _written(path, upload)
        except OSError as error:
            raise refusals.no_room(system_words(error)) from error
        yield yield_this
    finally:
        path.unlink(missing_ok=True)


def _written(path: Path, upload: Any) -> Incoming:
    """Never more than the limit, whatever size was announced."""
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        while chunk := upload.read(CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                raise refusals.too_large()
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return Incoming(path, digest.hexdigest(), size)


def keep(what: Incoming, attachment: UUID) -> None:
    """Under its own name, by rename. Failed `files.no_room`."""
    path = path_of(what.sha256, attachment)
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        what.path.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        raise refusals.no_room(system_words(error)) from error


def read(sha256: str, attachment: UUID) -> bytes:
    """The bytes as they were taken; Failed `files.altered` where they are not."""
    try:
        data = path_of(sha256, attachment).read_bytes()
    except OSError as error:
        raise refusals.altered(attachment) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise refusals.altered(attachment)
    return data


def destroy(sha256: str, attachment: UUID) -> None:
    """Overwritten, then removed; killed in between, it can be asked for again."""
    path = path_of(sha256, attachment)
    try:
        with path.open("r+b") as file:
            left = path.stat().st_size
            while left > 0:
                left -= file.write(bytes(min(left, CHUNK)))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    _to_disk(path.parent)


def old_files() -> Iterator[tuple[Path, str]]:
    """Files older than a day with the hexadecimal id of the attachment they are named for; '' for none."""
    before = time.time() - STRAY_AFTER_SECONDS
    for path in chain(folder().glob(f"{NEW}*"), folder().glob("??/*")):
        if path.stat().st_mtime < before:
            yield path, "" if path.name.startswith(NEW) else path.name.rpartition("-")[2]


def _to_disk(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
