"""What stops the log: code, message, what to do now."""

from __future__ import annotations

from datetime import datetime

from qinqing.refusals import Failed, Problem, Refused, Say, system_words

RUNBOOK = Say("处置办法见 docs/runbooks/log.md。", "What to do: docs/runbooks/log.md.")
ERASING = Say("处置办法见 docs/runbooks/erase.md。", "What to do: docs/runbooks/erase.md.")


KEEP_BOTH = Say(
    "立即查明：停止签名，保留数据库、公布的文件和见证方的记录，见 docs/runbooks/log.md。",
    "Find out at once: stop signing, keep database, published files and the witness's records; see docs/runbooks/log.md.",
)


def entry_altered(entry: str) -> Failed:
    return Failed(
        "log.entry_altered",
        Say(
            f"存证条目 {entry} 与写入时不一致，没有编号。",
            f"Entry {entry} is not as it was written and gets no place in the log.",
        ),
        remedy=RUNBOOK,
    )


def profile_changed(begun: str, chosen: str) -> Refused:
    return Refused(
        "log.profile_changed",
        Say(
            f"存证日志是用 {begun} 算法开始的，现在的设置是 {chosen}：一本日志不能中途换算法，没有登记。",
            f"The log was begun with the algorithms {begun} and {chosen} is set now: a log does not change midway; nothing was recorded.",
        ),
        remedy=Say(
            f"请把 QINQING_LOG_PROFILE 改回 {begun}；要换算法的，另起一本日志，见 docs/runbooks/log.md。",
            f"Set QINQING_LOG_PROFILE back to {begun}; to change it, begin another log: docs/runbooks/log.md.",
        ),
    )


def signer_silent(why: Say) -> Failed:
    return Failed(
        "log.signer_silent",
        Say(
            f"签名进程没有应答（{why.zh}）。存证照常登记，待它恢复后补签。",
            f"The signer does not answer ({why.en}). Entries are taken as before and signed when it is back.",
        ),
        remedy=RUNBOOK,
    )


def signer_refuses(says: Say) -> Failed:
    return Failed(
        "log.signer_refuses",
        Say(f"签名进程拒绝签名：{says.zh}。", f"The signer refuses: {says.en}."),
        remedy=RUNBOOK,
    )


def witness_key(name: str) -> Refused:
    return Refused(
        "log.witness_key",
        Say(f"{name} 的公钥是日志的，不是见证方的。", f"The key of {name} is a log's, not a witness's."),
        remedy=Say(
            "请用见证方 qinqing witness init 时显示的公钥。",
            "Use the key `qinqing witness init` showed the witness.",
        ),
    )


def witness_name(length: int, most: int) -> Refused:
    return Refused(
        "log.witness_name",
        Say(
            f"见证方的名称有 {length} 个字符，最多 {most} 个。",
            f"The witness's name has {length} characters; {most} are the most.",
        ),
        remedy=Say("请见证方用短一些的名称重新建立。", "Have the witness made anew under a shorter name."),
    )


def witness_registered(name: str) -> Refused:
    return Refused(
        "log.witness_registered",
        Say(f"{name} 已经登记。", f"{name} is registered already."),
        remedy=Say(
            "换公钥或地址的，先 qinqing log witness remove，再登记。",
            "To change its key or address, `qinqing log witness remove` it first.",
        ),
    )


def witness_address(url: str) -> Refused:
    return Refused(
        "log.witness_address",
        Say(f"{url} 不是 http(s) 地址。", f"{url} is no http(s) address."),
        remedy=Say("写成 http://主机:端口。", "Write http://host:port."),
    )


def no_witness(name: str) -> Refused:
    return Refused(
        "log.no_witness",
        Say(f"没有登记名为 {name} 的见证方。", f"No witness of the name {name} is registered."),
        remedy=Say("用 qinqing log witness list 查看。", "`qinqing log witness list` shows them."),
    )


def which_witness(names: str) -> Refused:
    return Refused(
        "log.which_witness",
        Say(f"登记的见证方不止一家：{names}。", f"Several witnesses are registered: {names}."),
        remedy=Say("用 --witness 写明给哪一家。", "Say for whom with --witness."),
    )


def nothing_to_witness() -> Refused:
    return Refused(
        "log.nothing_to_witness",
        Say("日志还没有检查点。", "The log has no checkpoint yet."),
        remedy=Say("后台运行几秒之后再导出。", "Export again when the worker has run for some seconds."),
    )


def answer_of_nobody(name: str) -> Refused:
    return Refused(
        "cosign.of_nobody",
        Say(f"{name} 里没有已登记见证方的见证。", f"{name} carries no cosignature of a registered witness."),
        remedy=Say(
            "核对是不是见证方写出的答复文件，它的公钥登记了没有。",
            "Check that it is the witness's answer, and that its key is registered.",
        ),
    )


def other_checkpoint(size: int) -> Refused:
    return Refused(
        "cosign.other_checkpoint",
        Say(
            f"这不是本日志发出的检查点（{size} 条）。",
            f"This is no checkpoint this log gave out ({size} entries).",
        ),
        remedy=Say(
            "核对文件和 --custody；如果上面确有本日志的签名，两份检查点就是改写的证据，请原样保留。",
            "Check file and --custody; if it does carry this log's signature, both are evidence of rewriting: keep them.",
        ),
    )


def silent(name: str, why: Say) -> Failed:
    return Failed(
        "cosign.silent",
        Say(f"见证方 {name} 没有应答：{why.zh}。", f"The witness {name} does not answer: {why.en}."),
        remedy=Say(
            "公布照常进行，稍后自动再问；一直这样的，请联系见证方。",
            "Publication goes on, and it is asked again; if it stays so, call the witness.",
        ),
    )


def unwell(name: str, status: int, says: str) -> Failed:
    return Failed(
        "cosign.unwell",
        Say(
            f"见证方 {name} 答复 {status}，没有见证：{says}", f"The witness {name} answered {status}: {says}"
        ),
        remedy=Say(
            "请见证方查看它的程序、时钟和磁盘；稍后自动再问。",
            "Have the witness look at its program, clock and disk; it is asked again.",
        ),
    )


def unknown_to(name: str) -> Refused:
    return Refused(
        "cosign.unknown_log",
        Say(f"见证方 {name} 不认识本日志。", f"The witness {name} does not know this log."),
        remedy=Say(
            "核对地址；请见证方把本日志的公钥加进它的 logs 文件后重新启动。",
            "Check the address; have the witness add this log's key to its file `logs` and start again.",
        ),
    )


def other_key(name: str) -> Refused:
    return Refused(
        "cosign.other_key",
        Say(
            f"见证方 {name} 登记的不是本日志现在的公钥。",
            f"The witness {name} knows another key of this log than the one it signs by.",
        ),
        remedy=Say(
            "请见证方核对公钥（“核验”页有）；本局没有换过密钥的，见 docs/runbooks/log.md。",
            "Have the witness check the key (page Verify); if the bureau changed none, see docs/runbooks/log.md.",
        ),
    )


def rewritten(name: str) -> Refused:
    return Refused(
        "cosign.rewritten",
        Say(
            f"见证方 {name} 拒绝：现在的日志不是接着它见证过的写成的。",
            f"The witness {name} refuses: the log does not continue what it cosigned.",
        ),
        remedy=KEEP_BOTH,
    )


def ahead(name: str, seen: int, size: int) -> Refused:
    return Refused(
        "cosign.ahead",
        Say(
            f"见证方 {name} 已见证 {seen} 条，本库只有 {size} 条：库退回了旧备份，或有人另用本日志的密钥签名。",
            f"The witness {name} cosigned {seen} entries, and there are {size} here: the database went back to a backup, or somebody else signs with this log's key.",
        ),
        remedy=KEEP_BOTH,
    )


def false_cosignature(name: str) -> Refused:
    return Refused(
        "cosign.false",
        Say(
            f"见证方 {name} 的答复不能用它登记的公钥核验，没有采用。",
            f"The answer of the witness {name} does not verify by its registered key, and is not taken.",
        ),
        remedy=Say(
            "请向见证方核对公钥；它换了密钥的，先 remove 再 add。",
            "Check the key with the witness; if it has a new one, remove it and add it again.",
        ),
    )


def clocks_differ(name: str, time: str) -> Refused:
    return Refused(
        "cosign.clocks_differ",
        Say(
            f"见证方 {name} 说它在 {time} 见证，与本机时钟对不上，没有采用。",
            f"The witness {name} says it cosigned at {time}; that does not fit the clock here, and is not taken.",
        ),
        remedy=Say("请两边核对时钟。", "Check the clocks on both sides."),
    )


def list_broken(path: str, line: int) -> Failed:
    return Failed(
        "erase.list_broken",
        Say(
            f"清除名录 {path} 第 {line} 行读不出来；名录不完整时不启动，否则已清除的人可能重新出现。",
            f"Line {line} of the list of erasures {path} cannot be read; nothing starts by a list that may lack somebody.",
        ),
        remedy=ERASING,
    )


def log_unsound(problems: list[Problem]) -> Refused:
    return Refused(
        "erase.log_unsound",
        Say(
            "存证日志与数据不符，现在不能清除：清除会把改动盖过去。",
            "The log and the data disagree; an erasure now would cover up what was altered.",
        ),
        problems,
        remedy=RUNBOOK,
    )


def database_busy() -> Failed:
    return Failed(
        "erase.busy",
        Say(
            "数据库正被别的进程使用，删除留下的空页还没有清掉。",
            "Others are using the database: what deleting leaves in its free pages is not cleaned away yet.",
        ),
        remedy=Say(
            "请停下站点和后台，再运行 qinqing erase --finish。",
            "Stop the sites and workers, then run `qinqing erase --finish`.",
        ),
    )


def restored(count: int) -> Failed:
    return Failed(
        "erase.restored",
        Say(
            f"数据库来自较早的备份：清除名录中有 {count} 项它还不知道，先补做清除才能启动。",
            f"The database comes from an older backup: {count} erasures of the list are unknown to it and come first.",
        ),
        remedy=Say("请运行 qinqing erase --replay。", "Run `qinqing erase --replay`."),
    )


def keys_not_copied(error: OSError) -> Failed:
    why = system_words(error)
    return Failed(
        "keys.not_copied",
        Say(f"密钥没有备份：{why.zh}。", f"The keys were not copied: {why.en}."),
        remedy=Say("请检查 QINQING_KEY_BACKUPS 所指的位置。", "Look at the place QINQING_KEY_BACKUPS names."),
    )


def no_such_copy(path: str) -> Refused:
    return Refused(
        "keys.no_copy",
        Say(f"没有这份密钥备份：{path}。", f"There is no copy of the keys at {path}."),
        remedy=Say("qinqing keys list 列出全部备份。", "`qinqing keys list` names the copies there are."),
    )


def came_back(problems: list[Problem]) -> Refused:
    return Refused(
        "erase.comes_back",
        Say(
            "来源中还有已经清除的人，什么都没有载入。",
            "The source still holds people who were erased; nothing was taken in.",
        ),
        problems,
        remedy=Say(
            "请先在来源中删去；重新任用的，另给工号。",
            "Take them out at the source; somebody appointed again gets a new staff number.",
        ),
    )


def act_no_room() -> Failed:
    return Failed(
        "log.act_no_room",
        Say(
            "磁盘已满，这件事没有办，也没有登记。",
            "There is no room left on the disk: this was not done, and nothing was recorded.",
        ),
        remedy=Say(
            "请系统管理员腾出空间后再办。", "Have some freed by the system administrator, then do it again."
        ),
    )


def keeping_no_room() -> Failed:
    return Failed(
        "log.no_room",
        Say(
            "磁盘已满，存证没有继续编号、签名和公布；已经登记的都在，腾出空间后自动接着做。",
            "No room is left on the disk: the log gets no places, signatures and files. What is recorded stays; it goes on when there is room.",
        ),
        remedy=RUNBOOK,
    )


def clock_back(now: datetime, before: datetime) -> Failed:
    return Failed(
        "log.clock_back",
        Say(
            f"这次签名是 {now:%Y-%m-%d %H:%M:%S}，上一次是 {before:%Y-%m-%d %H:%M:%S}：服务器时钟被拨回。存证照常，但前后登记的时间要核对。",
            f"Signed at {now:%Y-%m-%d %H:%M:%S}, after a signature of {before:%Y-%m-%d %H:%M:%S}: the server's clock was set back. The log goes on; the times recorded around it are to be checked.",
        ),
        remedy=RUNBOOK,
    )


def published_ahead(published: int, own: int) -> Failed:
    return Failed(
        "log.published_ahead",
        Say(
            f"公布的日志有 {published} 条，本库的检查点只到 {own} 条：本库像是恢复到了较早的备份。",
            f"The published log has {published} entries, this store's last checkpoint {own}: the store seems to be an older backup.",
        ),
        remedy=RUNBOOK,
    )


def published_other(size: int) -> Failed:
    return Failed(
        "log.published_other",
        Say(
            f"公布的检查点与本库的检查点同为 {size} 条，根或日志名称却不同，没有覆盖。",
            f"The published checkpoint and this store's are both of {size} entries, but of another root or log: not replaced.",
        ),
        remedy=RUNBOOK,
    )


def say_something() -> Refused:
    return Refused(
        "step.no_words",
        Say("没有写内容。", "Nothing is written."),
        remedy=Say("请写明内容或者理由。", "Write what, or why."),
    )


def too_long(most: int) -> Refused:
    return Refused(
        "step.too_long",
        Say(f"内容太长，最多 {most} 字。", f"The text is too long: at most {most} characters."),
        remedy=Say("请写简短些，其余作为附件。", "Shorten it; attach the rest."),
    )
