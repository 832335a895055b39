"""A disk whose power can be cut: a file system in an image file, and copies of the image at one instant.

The image lies on an XFS of our own, which copies a file in one step (reflink). What the inner file system had only in
memory at that instant is not in the copy, as after a power cut. Weaker than a real one in this: what was handed to the
disk without being forced counts as written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import unavailable

IMAGE, OUTER = "1G", "4G"  # sparse: what is not written takes no room
NEEDED_BYTES = 2 << 30
MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True)
class Disk:
    """`path`: where it is mounted, open to every account, as PostgreSQL needs."""

    path: Path
    image: Path

    @contextmanager
    def cut(self) -> Iterator[Path]:
        """What a power cut at this instant leaves, mounted; the disk itself goes on. Gone when the block ends."""
        copy = self.image.with_name("cut")
        _run("cp", "--reflink=always", self.image, copy)
        try:
            with _mounted(copy, self.path.with_name("after"), "loop,nouuid") as path:
                yield path
        finally:
            copy.unlink()


@contextmanager
def disk() -> Iterator[Disk]:
    """A new, empty disk; skips by name where this machine cannot have one."""
    _require()
    folder = Path(tempfile.mkdtemp(prefix="qinqing-disk-", dir=_roomy()))
    folder.chmod(0o755)
    try:
        outer = _formatted(folder / "outer.img", OUTER)
        with _mounted(outer, folder / "outer") as room:
            image = _formatted(room / "image", IMAGE)
            with _mounted(image, folder / "disk") as path:
                yield Disk(path, image)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _require() -> None:
    if os.getuid() != 0:
        unavailable("a disk to cut the power of: mounting needs root")
    if not shutil.which("mkfs.xfs"):
        unavailable("a disk to cut the power of: mkfs.xfs (package xfsprogs)")
    if not Path("/dev/loop-control").exists():
        unavailable("a disk to cut the power of: loop devices")


def _roomy() -> Path | None:
    """In memory where there is room: only the inner disk's power is cut."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > NEEDED_BYTES else None


def _formatted(image: Path, size: str) -> Path:
    _run("truncate", "-s", size, image)
    _run("mkfs.xfs", "-q", "-m", "reflink=1", image)
    return image


@contextmanager
def _mounted(image: Path, path: Path, options: str = "loop") -> Iterator[Path]:
    path.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-o", options, image, path], capture_output=True, text=True, check=False)
    if done.returncode:
        unavailable(f"a disk to cut the power of: mount says {done.stderr.strip()}")
    path.chmod(0o755)
    try:
        yield path
    finally:
        _run("umount", "--lazy", path)  # whatever still runs on it after a failure


def _run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
