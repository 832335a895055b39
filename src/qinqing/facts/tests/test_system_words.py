"""What the system says about a file is said in the reader's language, not in the middle of a Chinese sentence in English."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from qinqing.facts.folder import open_folder
from qinqing.facts.tests.make import sound
from qinqing.refusals import Refused, system_words


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        pytest.param(errno.ENOENT, "没有这个文件或文件夹", id="不存在"),
        pytest.param(errno.EACCES, "没有权限", id="没有权限"),
        pytest.param(errno.ENOSPC, "磁盘已满", id="满了"),
    ],
)
def test_each_language_reads_its_own_reason(number: int, zh: str) -> None:
    assert system_words(OSError(number, os.strerror(number))) == (zh, os.strerror(number))


def test_what_has_no_words_of_ours_is_told_as_the_system_says() -> None:
    assert system_words(EOFError("ended early")) == ("ended early", "ended early")


def test_a_table_that_vanished_is_refused_in_chinese(tmp_path: Path) -> None:
    folder = sound(tmp_path)
    (folder / "fees.csv").symlink_to("nowhere.csv")
    with pytest.raises(Refused) as refused:
        open_folder(folder, "bureau")
    assert "No such file" not in "".join(problem.says.zh for problem in refused.value.problems)
