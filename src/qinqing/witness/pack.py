"""The witness as one file, for a computer that has Python and nothing of the platform.

The same program gives the same bytes: whoever has the source makes the file again and compares.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import qinqing
from qinqing.tlog.state import write_whole
from qinqing.witness import refusals

SOURCE = Path(qinqing.__file__).parent
PARTS = (
    "__init__.py", "refusals.py", "tlog/*.py", "witness/*.py", "cli/__init__.py", "no_room.py",
    "cli/streams.py", "cli/usage.py", "cli/witness.py",
)  # fmt: skip
MAIN = """import sys

if sys.version_info < (3, 11):
    sys.exit("需要 Python 3.11 或更高 Python 3.11 or later is needed")
try:
    import click
    import cryptography
except ImportError:
    sys.exit("请先运行 First run: pip install click cryptography")
from qinqing.cli import main
from qinqing.cli.witness import command

main(command)
"""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
SHEBANG = b"#!/usr/bin/env python3\n"


def pack(path: Path) -> None:
    """Writes the file; one that exists is refused, and so is packing from within a packed one."""
    if not SOURCE.is_dir():
        raise refusals.packed_already()
    if path.exists():
        raise refusals.answer_exists(path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("__main__.py", MAIN.encode()), *_parts()):
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, text)
    write_whole(path, SHEBANG + packed.getvalue(), new=True)
    path.chmod(0o755)


def _parts() -> Iterator[tuple[str, bytes]]:
    for pattern in PARTS:
        for file in sorted(SOURCE.glob(pattern)):
            yield f"qinqing/{file.relative_to(SOURCE).as_posix()}", file.read_bytes()
