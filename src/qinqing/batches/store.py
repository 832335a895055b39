"""Where sheets lie until they are fetched: the installation's folder, mode 0600, with how far each has come beside it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings


def folder() -> Path:
    place: Path = settings.BATCHES
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(batch: UUID) -> Path:
    return folder() / f"{batch}.xlsx"


def tell(batch: UUID, done: int) -> None:
    """How many rows are done. Beside the database: seen while the transaction that enters them all is still open."""
    place = _progress(batch)
    half = place.with_suffix(".new")
    half.write_text(str(done), encoding="ascii")
    half.replace(place)


def told(batch: UUID) -> int:
    with suppress(OSError, ValueError):
        return int(_progress(batch).read_text(encoding="ascii"))
    return 0


def quiet_for(batch: UUID) -> float:
    """Seconds since the last word of progress; endless where there was none."""
    with suppress(OSError):
        return time.time() - _progress(batch).stat().st_mtime
    return float("inf")


def forget(batch: UUID) -> None:
    for place in (path_of(batch), _progress(batch)):
        place.unlink(missing_ok=True)


def strays(older_than: float) -> Iterator[Path]:
    """Whatever is older than so many seconds, halves a killed worker left included."""
    before = time.time() - older_than
    return (place for place in folder().iterdir() if place.stat().st_mtime < before)


def _progress(batch: UUID) -> Path:
    return folder() / f"{batch}.done"
