"""What may be refused of a file: code, message, what to do now; several at once are said together."""

from __future__ import annotations

from collections.abc import Iterable

from qinqing.files.limits import ACCEPTED, KINDS, MOST_BYTES, MOST_FILES
from qinqing.refusals import Failed, Problem, Refused, Say

MEGABYTES = MOST_BYTES // 1_000_000
AT_THE_COUNTER = Say(
    "请把原件交到窗口，网上只填证书编号。", "Hand it over at the counter and key its certificate number only."
)
SMALLER = Say(
    "请压缩、分开或降低扫描分辨率后再上传。", "Split it or scan it at a lower resolution, then attach it."
)
RENAME = Say("请改名后再上传。", "Rename it and attach it again.")


def words_for(accepts: Iterable[str] = ACCEPTED) -> Say:
    """The accepted extensions, as people read them: PDF、OFD、JPG、PNG."""
    names = [KINDS[key].extensions[0].upper() for key in accepts]
    return Say("、".join(names), ", ".join(names))


def not_online() -> Refused:
    return Refused(
        "files.not_online",
        Say(
            "图纸、防护设备照片等不上网的材料不能在网上提交。",
            "Drawings, photos of protective equipment and other papers kept offline are not taken online.",
        ),
        remedy=AT_THE_COUNTER,
    )


def drawing(extension: str) -> Refused:
    return Refused(
        "files.drawing",
        Say(
            f"“.{extension}”是图纸文件，图纸不能在网上提交。",
            f"“.{extension}” is a drawing; drawings are not taken online.",
        ),
        remedy=AT_THE_COUNTER,
    )


def not_accepted(extension: str, accepts: Iterable[str]) -> Refused:
    kinds = words_for(accepts)
    return Refused(
        "files.not_accepted",
        Say(f"不接收“.{extension}”文件。", f"Files ending in “.{extension}” are not taken."),
        remedy=Say(f"请存为 {kinds.zh} 再上传。", f"Save it as {kinds.en} and attach that."),
    )


def name_unsafe() -> Refused:
    return Refused(
        "files.name_unsafe",
        Say(
            "文件名里有路径、控制字符或改变书写方向的字符。",
            "The file's name holds a path, control characters or marks that turn its direction.",
        ),
        remedy=RENAME,
    )


def name_poses() -> Refused:
    return Refused(
        "files.name_poses",
        Say(
            "文件名有两个扩展名，前一个是程序或网页的。",
            "The name has two extensions, the first a program's or a page's.",
        ),
        remedy=RENAME,
    )


def too_large() -> Refused:
    return Refused(
        "files.too_large",
        Say(f"文件超过 {MEGABYTES} MB。", f"The file is larger than {MEGABYTES} MB."),
        remedy=SMALLER,
    )


def too_large_together() -> Refused:
    return Refused(
        "files.too_large_together",
        Say(f"这些文件合计超过 {MEGABYTES} MB。", f"The files together are larger than {MEGABYTES} MB."),
        remedy=Say("请分几次上传。", "Attach them in several goes."),
    )


def too_many() -> Refused:
    return Refused(
        "files.too_many",
        Say(f"一次最多上传 {MOST_FILES} 个文件。", f"At most {MOST_FILES} files at a time."),
        remedy=Say(
            "请分几次上传，或合并成一个 PDF。", "Attach them in several goes, or join them in one PDF."
        ),
    )


def together(troubles: list[tuple[str, Refused]], files: int) -> Refused:
    """One refusal for all: the only one itself, or every one by the name of its file."""
    if files <= 1 and len(troubles) == 1:
        return troubles[0][1]
    return Refused(
        "files.several",
        Say(
            f"附件有 {len(troubles)} 处不能接收，一个也没有收。",
            f"{len(troubles)} {'thing is' if len(troubles) == 1 else 'things are'} wrong with the files; none was taken.",
        ),
        [Problem(name, why.says, code=why.code) for name, why in troubles],
        remedy=Say("请逐处改好后一起上传。", "Mend each and attach them together."),
    )


def nothing_given() -> Refused:
    return Refused(
        "files.nothing_given",
        Say("没有收到文件。", "No file came."),
        remedy=Say("请选择文件。", "Choose a file."),
    )


def already_scanned() -> Refused:
    return Refused(
        "files.already_scanned",
        Say("这个附件已经扫描过。", "This attachment has been scanned."),
        remedy=Say("无需再次扫描。", "It need not be scanned again."),
    )


def already_withdrawn() -> Refused:
    return Refused(
        "files.already_withdrawn",
        Say("这个附件已经撤回。", "This attachment has been withdrawn."),
        remedy=Say("需要的，请重新上传。", "Attach it again if it is needed."),
    )


def already_erased() -> Refused:
    return Refused(
        "files.already_erased",
        Say("这个附件已经清除。", "This attachment has been erased."),
        remedy=Say(
            "清除不能恢复；需要的，请重新上传。", "Erasure cannot be undone; attach it again if it is needed."
        ),
    )


def reason_missing() -> Refused:
    return Refused(
        "files.reason_missing",
        Say("没有写理由。", "No reason is given."),
        remedy=Say("请写明理由。", "Give the reason."),
    )


def not_now(state: str) -> Refused:
    """Why a reader who may read it cannot have it."""
    return {
        "quarantined": Refused(
            "files.quarantined",
            Say(
                "这个附件还没有扫描完，暂时不能打开。",
                "This attachment is not scanned yet and cannot be opened.",
            ),
            remedy=Say("扫描会自动重试，请稍后再来。", "Scanning is tried again by itself; come back later."),
        ),
        "refused": Refused(
            "files.infected",
            Say(
                "扫描发现这个附件有恶意内容，文件已经销毁。",
                "Scanning found something malicious; the file was destroyed.",
            ),
            remedy=Say(
                "请在干净的电脑上重新导出后上传。", "Export it again on a clean computer and attach that."
            ),
        ),
        "withdrawn": already_withdrawn(),
        "erased": already_erased(),
    }[state]


def own_work() -> Refused:
    return Refused(
        "secrecy.own_work",
        Say(
            "准备公开内容的人不能自己做保密审查。",
            "Whoever prepared what is to be published does not check it.",
        ),
        remedy=Say("请由另一人审查。", "Another person checks it."),
    )


def words_missing() -> Refused:
    return Refused(
        "secrecy.words_missing",
        Say("没有写审查意见。", "The check has no words."),
        remedy=Say("请写明查了什么、结论是什么。", "Say what was looked at and what it came to."),
    )


def busy() -> Failed:
    return Failed(
        "files.busy",
        Say("服务器正忙，文件没有收下。", "The server is busy; the file was not taken."),
        remedy=Say("请稍后再试。", "Try again in a moment."),
    )


def no_room(why: Say) -> Failed:
    return Failed(
        "files.no_room",
        Say(f"文件没有存下：{why.zh}。", f"The file could not be kept: {why.en}."),
        remedy=Say(
            "请告诉系统管理员腾出空间，再重新上传。",
            "Tell the system administrator to make room, then attach it again.",
        ),
    )


def altered(attachment: object) -> Failed:
    return Failed(
        "files.altered",
        Say(
            f"附件 {attachment} 与收下时不一致或已不在。",
            f"Attachment {attachment} is not as it was taken, or gone.",
        ),
        remedy=Say(
            "请告诉系统管理员，从备份恢复。", "Tell the system administrator to restore it from the backup."
        ),
    )
