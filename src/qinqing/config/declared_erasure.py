"""Settings of what outlives a person's erasure, or must not: keys, their copies, the list of erasures."""

from __future__ import annotations

from pathlib import Path

from qinqing.config.parsing import positive
from qinqing.config.setting import Setting
from qinqing.refusals import Say

OF_ERASURE: tuple[Setting, ...] = (
    Setting(
        "QINQING_KEYSTORE",
        "path",
        Path,
        None,
        "",
        Say(
            "个人密钥所在文件夹，两方各占一个子文件夹；应放在不进长期备份的位置；缺省在各方 keys/people 下",
            "folder of the keys of persons, a subfolder per side; a place that no lasting backup copies; by default keys/people of each side",
        ),
        Say("路径", "a path"),
    ),
    Setting(
        "QINQING_KEY_BACKUPS",
        "path",
        Path,
        None,
        "",
        Say(
            "个人密钥短期备份的位置；缺省在各方 key-backups 下",
            "where short-lived copies of the keys go; by default key-backups of each side",
        ),
        Say("路径", "a path"),
    ),
    Setting(
        "QINQING_KEY_BACKUP_DAYS",
        "int",
        positive,
        "7",
        "天 days",
        Say(
            "个人密钥备份保存几天，逾期销毁；清除最迟在这么多天后彻底生效",
            "how long a copy of the keys is kept; an erasure is complete after so many days at the latest",
        ),
        Say("正整数", "a positive whole number"),
    ),
    Setting(
        "QINQING_ERASURES",
        "path",
        Path,
        None,
        "",
        Say(
            "清除名录所在文件夹，应放在恢复备份时不会被覆盖的位置；缺省在各方文件夹内",
            "folder of the list of erasures; a place that restoring a backup does not overwrite; by default each side's own folder",
        ),
        Say("路径", "a path"),
    ),
)
