"""The installation's folder: what lies where, and secrets made on first need with mode 0600."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from qinqing.refusals import Failed, Say, system_words

# Says of a home that everything in it is invented.
DEMO_MARK = "demo.txt"


def custody_folder(home: Path, custody: str) -> Path:
    """`home/bureau` or `home/organ`, created if new; only its owner may enter."""
    folder = home / custody
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        why = system_words(error)
        raise Failed(
            "home.unwritable",
            Say(f"不能在 {home} 建立文件夹：{why.zh}。", f"Cannot make a folder in {home}: {why.en}."),
            remedy=Say(
                "请用 QINQING_HOME 指定一个可写的文件夹。",
                "Name a folder you may write to with QINQING_HOME.",
            ),
        ) from error
    return folder


def kept_secret(folder: Path, name: str) -> str:
    """The secret in `folder/keys/name`; made once, by whoever comes first, readable by its owner only."""
    path = folder / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        _make_secret(path)
    return path.read_text(encoding="ascii").strip()


def _make_secret(path: Path) -> None:
    """Written whole beside its place, then linked there: a kill leaves no empty secret, and of two one is kept."""
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        Path(beside).unlink()


def guard_token(given: str, exchange: Path) -> str:
    """The word by which the bureau's question reaches the organ: the setting's, else the one in the exchange folder."""
    return given or kept_secret(exchange, "guard_token")
