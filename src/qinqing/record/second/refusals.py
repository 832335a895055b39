"""What stops the second tree, and never the log: code, message, what to do now."""

from __future__ import annotations

from pathlib import Path

from qinqing.record.refusals import RUNBOOK
from qinqing.refusals import Failed, Say, system_words


def second_ahead(second: int, log: int) -> Failed:
    return Failed(
        "log.second_ahead",
        Say(
            f"第二棵树公布到 {second} 条，日志只公布到 {log} 条：第二棵树停下，日志照常。",
            f"The second tree is published over {second} entries and the log over {log}: the second stops, the log goes on.",
        ),
        remedy=RUNBOOK,
    )


def second_other(size: int) -> Failed:
    return Failed(
        "log.second_other",
        Say(
            f"第二棵树公布的检查点（{size} 条）与它的名称或哈希不符，没有接着写，日志照常。",
            f"The second tree's published checkpoint of {size} entries is not of its name or not of its hashes: it is not continued, the log goes on.",
        ),
        remedy=RUNBOOK,
    )


def second_files(folder: Path, error: OSError) -> Failed:
    why = system_words(error)
    return Failed(
        "log.second_files",
        Say(
            f"第二棵树的文件夹 {folder} 读不出或写不进：{why.zh}。日志照常，第二棵树稍后接着写。",
            f"The second tree's folder {folder} cannot be read or written: {why.en}. The log goes on, the second tree continues later.",
        ),
        remedy=Say(
            "请核对这个文件夹的权限和磁盘空间。", "Look at the folder's permissions and the room on its disk."
        ),
    )
