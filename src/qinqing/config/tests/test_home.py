"""A secret made at the first start is the same for all who ask, private, and on the disk before anybody uses it."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qinqing.config.home import kept_secret
from qinqing.refusals import Refused


def test_all_who_come_at_once_get_one_secret(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as together:
        secrets = {*together.map(lambda _: kept_secret(tmp_path, "word"), range(64))}
    assert len(secrets) == 1
    assert stat.S_IMODE((tmp_path / "keys" / "word").stat().st_mode) == 0o600


def test_it_is_forced_to_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced, sync = [], os.fsync

    def watched(descriptor: int) -> None:
        forced.append((tmp_path / "keys" / "word").exists())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    kept_secret(tmp_path, "word")
    assert forced == [False, True]  # the file, then the folder with its name


def test_an_empty_secret_is_refused(tmp_path: Path) -> None:
    kept_secret(tmp_path, "word")
    (tmp_path / "keys" / "word").write_bytes(b"")
    with pytest.raises(Refused, match=r"home\.secret_empty"):
        kept_secret(tmp_path, "word")
