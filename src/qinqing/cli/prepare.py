"""Bringing an installation up to the program: once per version, not at every start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qinqing.config.home import custody_folder
from qinqing.config.stamp import program_stamp
from qinqing.refusals import Failed, Say


def prepare(home: Path, custody: str) -> None:
    """A database of this program's version and collected styles; skipped while the program is the same."""
    done, stamp = custody_folder(home, custody) / "prepared.txt", program_stamp()
    if done.is_file() and done.read_text(encoding="ascii") == stamp:
        return
    run_step("prepare", custody)
    done.write_text(stamp, encoding="ascii")


def run_step(step: str, custody: str, *rest: str) -> None:
    """One step in a process of that custody."""
    line = [sys.executable, "-m", "qinqing.cli.custody_steps", step, custody, *rest]
    if subprocess.run(line, check=False).returncode:  # noqa: S603  # our own program
        raise Failed(
            "prepare.broke",
            Say("没有准备好；原因见上", "the installation was not made ready; the reason is above"),
        )
