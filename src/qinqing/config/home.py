"""The installation's folder: what lies where, and secrets made on first need with mode 0600."""

from __future__ import annotations

import secrets
from contextlib import suppress
from pathlib import Path

from qinqing.refusals import Failed, Refused, Say, system_words
from qinqing.tlog.state import write_whole

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
    """The secret in `folder/keys/name`; made once, by whoever comes first, readable by its owner only.

    On the disk before it is used: pseudonyms and the log's name hang on it. An empty one is refused.
    """
    path = folder / "keys" / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        with suppress(Refused):  # another process was first: its secret is the secret
            write_whole(path, secrets.token_urlsafe(48).encode(), new=True)
    if secret := path.read_text(encoding="ascii").strip():
        return secret
    raise Refused(
        "home.secret_empty",
        Say(f"密钥文件 {path} 是空的。", f"The secret in {path} is empty."),
        remedy=Say(
            "请从备份恢复；从未运行过的安装，删除这个文件再启动。",
            "Restore it from a backup; where the installation was never in use, remove the file and start again.",
        ),
    )


def guard_token(given: str, exchange: Path) -> str:
    """The word by which the bureau's question reaches the organ: the setting's, else the one in the exchange folder."""
    return given or kept_secret(exchange, "guard_token")
