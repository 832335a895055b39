"""Bringing an installation up to the program and its settings: once per change, not at every start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from qinqing.config.declared import read
from qinqing.config.home import custody_folder
from qinqing.config.stamp import program_stamp
from qinqing.refusals import Failed, Say


def prepare(home: Path, custody: str) -> None:
    """A database of this program's version, collected styles, the heads marked; skipped while nothing of it changed.

    Then, at every start: whoever was erased is erased again where a backup brought them back.
    """
    heads = ",".join(read()["QINQING_HEADS"])
    done, stamp = custody_folder(home, custody) / "prepared.txt", f"{program_stamp()} {heads}"
    if not (done.is_file() and done.read_text(encoding="utf-8") == stamp):
        run_step("prepare", custody)
        done.write_text(stamp, encoding="utf-8")
    if has_erasures(home, custody):
        run_step("erase_again", custody)


def has_erasures(home: Path, custody: str) -> bool:
    """Whether anybody was ever erased here: then every start asks whether the database still knows."""
    folder = custody_folder(home, custody)
    listed = (read()["QINQING_ERASURES"] or folder).absolute() / f"erasures-{custody}.jsonl"
    return listed.exists() or any(folder.glob("erasing/*"))


def run_step(step: str, custody: str, *rest: str) -> None:
    """One step in a process of that custody."""
    line = [sys.executable, "-m", "qinqing.cli.custody_steps", step, custody, *rest]
    if subprocess.run(line, check=False).returncode:  # noqa: S603  # our own program
        raise Failed(
            "prepare.broke",
            Say("没有准备好；原因见上", "the installation was not made ready; the reason is above"),
        )
