"""What the witness's program may refuse: what is wrong, and what to do now."""

from __future__ import annotations

from pathlib import Path

from qinqing.refusals import Failed, Refused, Say, system_words


def folder_taken(folder: Path) -> Refused:
    return Refused(
        "witness.folder_taken",
        Say(
            f"{folder} 已经有内容，不在里面建立见证。",
            f"{folder} holds something already: no witness is made there.",
        ),
        remedy=Say(
            "请另选一个新文件夹；已经是见证文件夹的，直接用 qinqing witness run。",
            "Choose a new folder; one that is a witness's already is used by `qinqing witness run`.",
        ),
    )


def no_folder(folder: Path) -> Refused:
    return Refused(
        "witness.no_folder",
        Say(f"{folder} 不是见证文件夹。", f"{folder} is no witness's folder."),
        remedy=Say("先用 qinqing witness init 建立。", "Make one with `qinqing witness init` first."),
    )


def folder_unwritten(folder: Path, error: OSError) -> Failed:
    why = system_words(error)
    return Failed(
        "witness.folder_unwritten",
        Say(f"不能建立 {folder}：{why.zh}。", f"{folder} cannot be made: {why.en}."),
        remedy=Say("请腾出空间或另选位置。", "Free some space, or choose another place."),
    )


def witness_key_given(name: str) -> Refused:
    return Refused(
        "witness.key_kind",
        Say(f"{name} 的公钥是见证方的，不是日志的。", f"The key of {name} is a witness's, not a log's."),
        remedy=Say(
            "请用日志的公钥：办事机关“核验”页上的“日志公钥”。",
            "Use the log's key: it stands on the bureau's page Verify.",
        ),
    )


def other_origin(origin: str, names: str) -> Refused:
    return Refused(
        "witness.other_origin",
        Say(
            f"公钥是 {names} 的，不是 {origin} 的。",
            f"The key is that of {names}, not of {origin}.",
        ),
        remedy=Say(
            "请向办事机关核对日志名称和公钥。", "Ask the bureau again for the log's name and its key."
        ),
    )


def no_logs(path: Path) -> Refused:
    return Refused(
        "witness.no_logs",
        Say(f"{path} 里一个日志的公钥也没有。", f"{path} holds no log's key."),
        remedy=Say("一行写一个日志的公钥。", "Write one log's key on each line."),
    )


def packed_already() -> Refused:
    return Refused(
        "witness.packed_already",
        Say(
            "这已经是打包好的一个文件，不能再从中打包。",
            "This is the packed file already: another cannot be made from it.",
        ),
        remedy=Say("直接复制这个文件。", "Copy the file as it is."),
    )


def answer_exists(path: Path) -> Refused:
    return Refused(
        "witness.answer_exists",
        Say(f"{path} 已经存在，不覆盖。", f"{path} exists already and is not overwritten."),
        remedy=Say("请另写一个文件名。", "Name another file."),
    )


def no_request(path: Path, error: OSError) -> Refused:
    why = system_words(error)
    return Refused(
        "witness.no_request",
        Say(f"读不到请求文件 {path}：{why.zh}。", f"The request {path} cannot be read: {why.en}."),
        remedy=Say("请核对文件名。", "Check the file's name."),
    )


def address_taken(host: str, port: int, error: OSError) -> Refused:
    why = system_words(error)
    return Refused(
        "witness.address_taken",
        Say(f"不能在 {host}:{port} 应答：{why.zh}。", f"{host}:{port} cannot be served: {why.en}."),
        remedy=Say("用 --host、--port 另选地址。", "Choose another address with --host and --port."),
    )
