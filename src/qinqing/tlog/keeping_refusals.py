"""What the signer, a witness, and their files may refuse: what is wrong, and what to do now."""

from __future__ import annotations

from pathlib import Path

from qinqing.refusals import Failed, Refused, Say, system_words

STOP = Say(
    "请停止签发，保留现场，从备份核对存储后再启动。",
    "Stop signing, keep everything as it is, and check the storage against a backup before starting again.",
)


def signer_smaller(size: int, signed: int) -> Refused:
    return Refused(
        "signer.smaller",
        Say(
            f"已经签过 {signed} 条，不再签更小的 {size} 条。",
            f"{signed} entries are signed already; {size} are fewer and are not signed.",
        ),
        remedy=STOP,
    )


def signer_other_root(size: int) -> Refused:
    return Refused(
        "signer.other_root",
        Say(f"{size} 条时已经签过另一个根。", f"At {size} entries another root is signed already."),
        remedy=STOP,
    )


def signer_origin(origin: str, kept: str) -> Refused:
    return Refused(
        "signer.origin",
        Say(
            f"密钥是 {origin} 的，保存的状态是 {kept} 的。",
            f"The key is {origin}'s, the stored state {kept}'s.",
        ),
        remedy=Say("请核对密钥文件和状态文件。", "Check the key file and the state file."),
    )


def signer_stored_changed(size: int) -> Refused:
    return Refused(
        "signer.stored_changed",
        Say(
            f"存储的哈希已算不出 {size} 条时签下的根。",
            f"The stored hashes no longer lead to the root signed at {size} entries.",
        ),
        remedy=STOP,
    )


def signer_differs(index: int) -> Refused:
    return Refused(
        "signer.differs",
        Say(
            f"重读第 {index} 条算出的哈希与存储的不同。",
            f"Entry {index}, read again, leads to another hash than is stored.",
        ),
        remedy=STOP,
    )


def signer_count(found: int, expected: int) -> Refused:
    return Refused(
        "signer.count",
        Say(
            f"应重读 {expected} 条，读到 {found} 条。",
            f"{expected} entries are to be read again, {found} were.",
        ),
        remedy=STOP,
    )


def signer_wrong_root(size: int) -> Refused:
    return Refused(
        "signer.wrong_root",
        Say(
            f"重读 {size} 条算出的根与要签的根不同。",
            f"The root computed from {size} entries read again is not the one to be signed.",
        ),
        remedy=STOP,
    )


def request_malformed(why: Say) -> Refused:
    return Refused(
        "witness.malformed",
        Say(f"提交的内容格式不对：{why.zh}。", f"The submission is malformed: {why.en}."),
        remedy=Say("写法见 C2SP tlog-witness。", "C2SP tlog-witness says how it is written."),
    )


def unknown_origin(origin: str) -> Refused:
    return Refused(
        "witness.unknown_origin",
        Say(f"不认识日志 {origin}。", f"The log {origin} is not known here."),
        remedy=Say("请先把它的公钥登记到见证方。", "Have its public key entered at the witness first."),
    )


def not_the_logs_signature(origin: str) -> Refused:
    return Refused(
        "witness.not_signed",
        Say(
            f"检查点没有日志 {origin} 的有效签名。",
            f"The checkpoint carries no valid signature of the log {origin}.",
        ),
        remedy=Say("请用登记的密钥签名后再提交。", "Sign it with the key entered here and submit again."),
    )


def old_beyond_new(old: int, new: int) -> Refused:
    return Refused(
        "witness.old_beyond_new",
        Say(f"旧的 {old} 条比新的 {new} 条还多。", f"The old size {old} is beyond the new size {new}."),
        remedy=Say("请提交更新的检查点。", "Submit a newer checkpoint."),
    )


def other_old_size(old: int, kept: int) -> Refused:
    return Refused(
        "witness.conflict",
        Say(
            f"提交的旧大小是 {old} 条，见证方最近见证的是 {kept} 条。",
            f"The old size given is {old}; the latest cosigned here is {kept}.",
        ),
        remedy=Say(
            f"请从 {kept} 条起重做证明再提交。", f"Make the proof from {kept} entries and submit again."
        ),
    )


def stale(size: int, kept: int) -> Refused:
    return Refused(
        "witness.stale",
        Say(
            f"提交的检查点只有 {size} 条，见证方已经见证到 {kept} 条：旧的检查点不再见证。",
            f"The checkpoint has {size} entries, and {kept} are cosigned here already: an old one is not cosigned again.",
        ),
        remedy=Say(
            "请提交最新的检查点；日志真的变短了的，是数据库退回了旧备份，见 docs/runbooks/log.md。",
            "Submit the newest one; if the log did become shorter, its database went back to a backup: docs/runbooks/log.md.",
        ),
    )


def forked(origin: str, size: int) -> Refused:
    return Refused(
        "witness.fork",
        Say(
            f"{origin} 同为 {size} 条有两个不同的根，都有日志的签名，不予见证。",
            f"{origin} has two roots at {size} entries, both signed by the log: not cosigned.",
        ),
        remedy=Say(
            "两份检查点合起来就是改写的证据：请原样保留，交给上级机关。",
            "Both checkpoints together are evidence of rewriting: keep them as they are, take them to the superior organ.",
        ),
    )


def clock_back(now: int, latest: int) -> Failed:
    return Failed(
        "witness.clock_back",
        Say(
            f"见证方的时钟早于它上次见证的时间（{now} < {latest}，POSIX 秒），没有见证。",
            f"The witness's clock is before the time of its last cosignature ({now} < {latest}, POSIX seconds): not cosigned.",
        ),
        remedy=Say(
            "请把时钟校准后再提交；如果是上次的时钟走快了，见 docs/guide/witness.md。",
            "Set the clock right and submit again; if it was ahead the last time, see docs/guide/witness.md.",
        ),
    )


def rewritten(origin: str, old: int, new: int) -> Refused:
    return Refused(
        "witness.inconsistent",
        Say(
            f"{origin} 的 {new} 条不是由见证过的 {old} 条接着写成的，不予见证。",
            f"The {new} entries of {origin} do not continue the {old} that were cosigned: not cosigned.",
        ),
        remedy=Say(
            "请保留这份检查点：两份由日志签名而不一致的检查点就是改写的证据。",
            "Keep this checkpoint: two signed by the log and inconsistent are evidence of rewriting.",
        ),
    )


def state_missing(path: Path) -> Refused:
    return Refused(
        "state.missing",
        Say(
            f"没有状态文件 {path}：没有它就不知道签过什么。",
            f"There is no state file {path}: without it nobody knows what was signed.",
        ),
        remedy=Say(
            "第一次使用的，先建立状态；用过的，请找回原文件，不要新建。",
            "On first use, create the state; otherwise find the file again and make no new one.",
        ),
    )


def state_exists(path: Path) -> Refused:
    return Refused(
        "state.exists",
        Say(f"{path} 已经存在，不能再建。", f"{path} exists already and is not created again."),
        remedy=Say("请直接使用，或另选位置。", "Use it as it is, or choose another place."),
    )


def state_broken(path: Path) -> Refused:
    return Refused(
        "state.broken",
        Say(
            f"状态文件 {path} 不完整或被改过，不启动。",
            f"The state file {path} is cut or was changed: not started.",
        ),
        remedy=Say(
            "请查明原因；恢复的备份若早于最近一次签名，会签出分叉。",
            "Find out why; a backup older than the last signature would lead to a fork.",
        ),
    )


def state_in_use(path: Path) -> Refused:
    return Refused(
        "state.in_use",
        Say(f"另一个进程正在使用 {path}。", f"Another process is using {path}."),
        remedy=Say(
            "一个状态文件只能由一个进程使用，请先停掉另一个。",
            "One state file serves one process: stop the other.",
        ),
    )


def unwritten(path: Path, error: OSError) -> Failed:
    why = system_words(error)
    return Failed("state.unwritten", Say(f"无法写入 {path}：{why.zh}", f"{path} cannot be written: {why.en}"))


def unreadable(path: Path, error: OSError) -> Failed:
    why = system_words(error)
    return Failed("state.unread", Say(f"无法读取 {path}：{why.zh}", f"{path} cannot be read: {why.en}"))


def key_missing(path: Path) -> Refused:
    return Refused(
        "key.missing",
        Say(f"没有密钥文件 {path}。", f"There is no key file {path}."),
        remedy=Say("请核对位置；第一次启动时会自动生成。", "Check the place; it is made at the first start."),
    )


def key_open_to_others(path: Path, mode: int) -> Refused:
    return Refused(
        "key.open_to_others",
        Say(
            f"密钥文件 {path} 的权限是 {mode:04o}，别的账号也能读写。",
            f"The key file {path} has mode {mode:04o}: others can read or write it.",
        ),
        remedy=Say(
            "请改为 0600；可能已被读走的，应换新密钥。",
            "Make it 0600; if it may have been read, replace the key.",
        ),
    )


def key_broken(path: Path) -> Refused:
    return Refused(
        "key.broken",
        Say(f"密钥文件 {path} 不完整或被改过。", f"The key file {path} is cut or was changed."),
        remedy=Say(
            "请从备份恢复；没有备份的，应换新密钥并公布。", "Restore it from a backup, or publish a new key."
        ),
    )


def key_of_another(path: Path, name: str) -> Refused:
    return Refused(
        "key.of_another",
        Say(f"密钥文件 {path} 是 {name} 的。", f"The key file {path} belongs to {name}."),
        remedy=Say("请核对设置里的名字和路径。", "Check the name and the path in the settings."),
    )
