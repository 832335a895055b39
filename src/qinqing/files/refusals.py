"""What may be refused of a file: code, message, what to do now; several at once are said together."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qinqing.files.inspection.found import Found
from qinqing.files.limits import ACCEPTED, KINDS, MOST_BYTES, MOST_FILES, MOST_PARTS, MOST_PIXELS
from qinqing.refusals import Failed, Problem, Refused, Say

MEGABYTES = MOST_BYTES // 1_000_000
MILLIONS = MOST_PIXELS // 1_000_000
CLEAN_COPY = Say(
    "请打开后另存为（或打印为）普通 PDF，再上传。",
    "Open it, save or print it as a plain PDF, and attach that.",
)
ANOTHER_COPY = Say("请重新导出或重新扫描，再上传。", "Export or scan it again and attach that.")
AT_THE_COUNTER = Say(
    "请把原件交到窗口，网上只填证书编号。", "Hand it over at the counter and key its certificate number only."
)
SMALLER = Say(
    "请压缩、分开或降低扫描分辨率后再上传。", "Split it or scan it at a lower resolution, then attach it."
)
RENAME = Say("请改名后再上传。", "Rename it and attach it again.")


def _refused(code: str, says: Say, remedy: Say) -> Refused:
    return Refused(code, says, remedy=remedy)


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
        remedy=Say(f"请存为{kinds.zh}之一再上传。", f"Save it as one of {kinds.en} and attach that."),
    )


def name_unsafe() -> Refused:
    return _refused(
        "files.name_unsafe",
        Say(
            "文件名里有路径、控制字符或改变书写方向的字符。",
            "The file's name holds a path, control characters or marks that turn its direction.",
        ),
        RENAME,
    )


def name_poses() -> Refused:
    return _refused(
        "files.name_poses",
        Say(
            "文件名有两个扩展名，前一个是程序或网页的。",
            "The name has two extensions, the first a program's or a page's.",
        ),
        RENAME,
    )


def too_large() -> Refused:
    return _refused(
        "files.too_large",
        Say(f"文件超过 {MEGABYTES} MB。", f"The file is larger than {MEGABYTES} MB."),
        SMALLER,
    )


def too_large_together() -> Refused:
    return _refused(
        "files.too_large_together",
        Say(f"这些文件合计超过 {MEGABYTES} MB。", f"The files together are larger than {MEGABYTES} MB."),
        Say("请分几次上传。", "Attach them in several goes."),
    )


def too_many() -> Refused:
    return _refused(
        "files.too_many",
        Say(f"一次最多上传 {MOST_FILES} 个文件。", f"At most {MOST_FILES} files at a time."),
        Say("请分几次上传，或合并成一个 PDF。", "Attach them in several goes, or join them in one PDF."),
    )


def wrong_type(begins: str) -> Refused:
    what = KINDS[begins].words if begins in KINDS else OTHER_KINDS.get(begins, UNKNOWN)
    return Refused(
        "files.wrong_type",
        Say(
            f"内容与扩展名不符：里面是{what.zh}。",
            f"The content does not match the extension: it is {what.en}.",
        ),
        remedy=ANOTHER_COPY,
    )


UNKNOWN = Say("认不出的内容", "nothing we know")
OTHER_KINDS = {
    "package": Say("压缩包", "an archive"),
    "archive": Say("压缩包", "an archive"),
    "program": Say("程序", "a program"),
    "page": Say("网页", "a web page"),
    "ole": Say("旧版 Office 文件（DOC、XLS、WPS）", "an old Office file (DOC, XLS, WPS)"),
    "rtf": Say("RTF 文档", "an RTF document"),
    "gif": Say("GIF 图片", "a GIF picture"),
    "tiff": Say("TIFF 图片", "a TIFF picture"),
    "webp": Say("WebP 图片", "a WebP picture"),
}


# By what the inspection calls them; `at`: the place in the file, in brackets, or nothing.
CONTENT: dict[str, Callable[[Say], Refused]] = {
    "empty": lambda at: _refused(
        "files.empty",
        Say("文件是空的。", "The file is empty."),
        Say("请重新选择文件。", "Choose the file again."),
    ),
    "too_large": lambda at: too_large(),
    "broken": lambda at: _refused(
        "files.broken",
        Say(f"文件不完整或已损坏{at.zh}。", f"The file is incomplete or damaged{at.en}."),
        ANOTHER_COPY,
    ),
    "trailing": lambda at: _refused(
        "files.trailing",
        Say("文件结尾之后还有别的数据。", "Something else stands behind the end of the file."),
        Say(
            "请重新导出；手机拍的动态照片，请关掉动态再拍，或先截图。",
            "Export it again; of a moving photo, switch the motion off or take a screenshot first.",
        ),
    ),
    "two_kinds": lambda at: _refused(
        "files.two_kinds",
        Say("这个文件同时也是另一种文件。", "This file is a file of another kind at the same time."),
        ANOTHER_COPY,
    ),
    "encrypted": lambda at: _refused(
        "files.encrypted",
        Say(
            "文件加了密或设了权限，无法检查。",
            "The file is encrypted or restricted and cannot be looked into.",
        ),
        Say("请去掉口令和权限后再上传。", "Take the password and restrictions off, then attach it."),
    ),
    "macros": lambda at: _refused(
        "files.macros", Say(f"文件里有宏{at.zh}。", f"The file holds macros{at.en}."), CLEAN_COPY
    ),
    "active": lambda at: _refused(
        "files.active",
        Say(
            f"文件里有打开时会运行的内容{at.zh}。",
            f"The file holds something that runs when it is opened{at.en}.",
        ),
        CLEAN_COPY,
    ),
    "embedded": lambda at: _refused(
        "files.embedded",
        Say(f"文件里嵌着别的文件{at.zh}。", f"Another file is embedded in it{at.en}."),
        Say(
            "请把嵌着的文件单独上传，原文件另存为普通 PDF。",
            "Attach the embedded file by itself, and this one as a plain PDF.",
        ),
    ),
    "outside": lambda at: _refused(
        "files.outside",
        Say(
            f"文件打开时会去取外部的内容{at.zh}。",
            f"The file fetches something from elsewhere when it is opened{at.en}.",
        ),
        CLEAN_COPY,
    ),
    "doctype": lambda at: _refused(
        "files.doctype",
        Say(
            f"文件里的 XML 带有文档类型或实体声明{at.zh}。",
            f"XML in it declares a document type or entities{at.en}.",
        ),
        CLEAN_COPY,
    ),
    "parts": lambda at: _refused(
        "files.too_many_parts",
        Say(
            f"文件里的部分太多{at.zh}，最多 {MOST_PARTS:,} 个。",
            f"The file has too many parts{at.en}; {MOST_PARTS:,} at most.",
        ),
        SMALLER,
    ),
    "part_name": lambda at: _refused(
        "files.part_name",
        Say(f"文件里有指向别处的名称{at.zh}。", f"A name in the file leads elsewhere{at.en}."),
        CLEAN_COPY,
    ),
    "part_kind": lambda at: _refused(
        "files.part_kind",
        Say(f"文件里有不该有的部分{at.zh}。", f"The file holds a part that does not belong in it{at.en}."),
        CLEAN_COPY,
    ),
    "nested": lambda at: _refused(
        "files.nested",
        Say(f"文件里还有压缩包{at.zh}。", f"There is an archive in the file{at.en}."),
        Say("请取出后逐个上传。", "Take its files out and attach them one by one."),
    ),
    "unpacked": lambda at: _refused(
        "files.unpacked",
        Say(f"文件解开后太大{at.zh}。", f"The file is too large once unpacked{at.en}."),
        SMALLER,
    ),
    "pixels": lambda at: _refused(
        "files.pixels",
        Say(
            f"图片像素太多{at.zh}，最多 {MILLIONS} 百万。",
            f"A picture has too many pixels{at.en}; {MILLIONS} million at most.",
        ),
        SMALLER,
    ),
    "located": lambda at: _refused(
        "files.located",
        Say(
            f"照片里记着拍摄地点{at.zh}，位置不上网。",
            f"The photo says where it was taken{at.en}; locations are kept offline.",
        ),
        Say(
            "请在分享时去掉位置信息，或先截图再上传。",
            "Leave the location out when sharing it, or take a screenshot and attach that.",
        ),
    ),
    "too_much": lambda at: _refused(
        "files.too_much_work",
        Say(
            "检查这个文件用时或用内存过多，已停止。",
            "Looking into the file took too much time or memory and was stopped.",
        ),
        CLEAN_COPY,
    ),
}


def of_content(found: Found) -> Refused:
    """The refusal of what an inspection found."""
    if found.code == "wrong_type":
        return wrong_type(found.where)
    return CONTENT[found.code](Say(f"（{found.where}）", f" ({found.where})") if found.where else Say("", ""))


def together(troubles: list[tuple[str, Refused]], files: int) -> Refused:
    """One refusal for all: the only one itself, or every one by the name of its file."""
    if files <= 1 and len(troubles) == 1:
        return troubles[0][1]
    return Refused(
        "files.several",
        Say(
            f"附件有 {len(troubles)} 处不能接收，一个也没有收。",
            f"{len(troubles)} things are wrong with the files; none was taken.",
        ),
        [
            Problem(name, Say(f"{why.says.zh}[{why.code}]", f"{why.says.en} [{why.code}]"))
            for name, why in troubles
        ],
        remedy=Say("请逐处改好后一起上传。", "Mend each and attach them together."),
    )


def nothing_given() -> Refused:
    return _refused(
        "files.nothing_given", Say("没有收到文件。", "No file came."), Say("请选择文件。", "Choose a file.")
    )


def already_scanned() -> Refused:
    return _refused(
        "files.already_scanned",
        Say("这个附件已经扫描过。", "This attachment has been scanned."),
        Say("无需再次扫描。", "It need not be scanned again."),
    )


def already_withdrawn() -> Refused:
    return _refused(
        "files.already_withdrawn",
        Say("这个附件已经撤回。", "This attachment has been withdrawn."),
        Say("需要的，请重新上传。", "Attach it again if it is needed."),
    )


def already_erased() -> Refused:
    return _refused(
        "files.already_erased",
        Say("这个附件已经清除。", "This attachment has been erased."),
        Say(
            "清除不能恢复；需要的，请重新上传。", "Erasure cannot be undone; attach it again if it is needed."
        ),
    )


def reason_missing() -> Refused:
    return _refused(
        "files.reason_missing",
        Say("没有写理由。", "No reason is given."),
        Say("请写明理由。", "Give the reason."),
    )


def not_now(state: str) -> Refused:
    """Why a reader who may read it cannot have it."""
    return {
        "quarantined": _refused(
            "files.quarantined",
            Say(
                "这个附件还没有扫描完，暂时不能打开。",
                "This attachment is not scanned yet and cannot be opened.",
            ),
            Say("扫描会自动重试，请稍后再来。", "Scanning is tried again by itself; come back later."),
        ),
        "refused": _refused(
            "files.infected",
            Say(
                "扫描发现这个附件有恶意内容，文件已经销毁。",
                "Scanning found something malicious; the file was destroyed.",
            ),
            Say("请在干净的电脑上重新导出后上传。", "Export it again on a clean computer and attach that."),
        ),
        "withdrawn": already_withdrawn(),
        "erased": already_erased(),
    }[state]


def own_work() -> Refused:
    return _refused(
        "secrecy.own_work",
        Say(
            "准备公开内容的人不能自己做保密审查。",
            "Whoever prepared what is to be published does not check it.",
        ),
        Say("请由另一人审查。", "Another person checks it."),
    )


def words_missing() -> Refused:
    return _refused(
        "secrecy.words_missing",
        Say("没有写审查意见。", "The check has no words."),
        Say("请写明查了什么、结论是什么。", "Say what was looked at and what it came to."),
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
