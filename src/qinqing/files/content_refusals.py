"""What may be refused of a file's content: one refusal for each thing an inspection finds."""

from __future__ import annotations

from collections.abc import Callable

from qinqing.files.inspection.found import Found
from qinqing.files.limits import KINDS, MOST_PARTS, MOST_PIXELS
from qinqing.files.refusals import SMALLER, too_large
from qinqing.refusals import Refused, Say

MILLIONS = MOST_PIXELS // 1_000_000
CLEAN_COPY = Say(
    "请打开后另存为（或打印为）普通 PDF，再上传。",
    "Open it, save or print it as a plain PDF, and attach that.",
)
ANOTHER_COPY = Say("请重新导出或重新扫描，再上传。", "Export or scan it again and attach that.")


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
    "empty": lambda at: Refused(
        "files.empty",
        Say("文件是空的。", "The file is empty."),
        remedy=Say("请重新选择文件。", "Choose the file again."),
    ),
    "too_large": lambda at: too_large(),
    "broken": lambda at: Refused(
        "files.broken",
        Say(f"文件不完整或已损坏{at.zh}。", f"The file is incomplete or damaged{at.en}."),
        remedy=ANOTHER_COPY,
    ),
    "trailing": lambda at: Refused(
        "files.trailing",
        Say("文件结尾之后还有别的数据。", "Something else stands behind the end of the file."),
        remedy=Say(
            "请重新导出；手机拍的动态照片，请关掉动态再拍，或先截图。",
            "Export it again; of a moving photo, switch the motion off or take a screenshot first.",
        ),
    ),
    "two_kinds": lambda at: Refused(
        "files.two_kinds",
        Say("这个文件同时也是另一种文件。", "This file is a file of another kind at the same time."),
        remedy=ANOTHER_COPY,
    ),
    "encrypted": lambda at: Refused(
        "files.encrypted",
        Say(
            "文件加了密或设了权限，无法检查。",
            "The file is encrypted or restricted and cannot be looked into.",
        ),
        remedy=Say("请去掉口令和权限后再上传。", "Take the password and restrictions off, then attach it."),
    ),
    "macros": lambda at: Refused(
        "files.macros", Say(f"文件里有宏{at.zh}。", f"The file holds macros{at.en}."), remedy=CLEAN_COPY
    ),
    "active": lambda at: Refused(
        "files.active",
        Say(
            f"文件里有打开时会运行的内容{at.zh}。",
            f"The file holds something that runs when it is opened{at.en}.",
        ),
        remedy=CLEAN_COPY,
    ),
    "embedded": lambda at: Refused(
        "files.embedded",
        Say(f"文件里嵌着别的文件{at.zh}。", f"Another file is embedded in it{at.en}."),
        remedy=Say(
            "请把嵌着的文件单独上传，原文件另存为普通 PDF。",
            "Attach the embedded file by itself, and this one as a plain PDF.",
        ),
    ),
    "outside": lambda at: Refused(
        "files.outside",
        Say(
            f"文件打开时会去取外部的内容{at.zh}。",
            f"The file fetches something from elsewhere when it is opened{at.en}.",
        ),
        remedy=CLEAN_COPY,
    ),
    "doctype": lambda at: Refused(
        "files.doctype",
        Say(
            f"文件里的 XML 带有文档类型或实体声明{at.zh}。",
            f"XML in it declares a document type or entities{at.en}.",
        ),
        remedy=CLEAN_COPY,
    ),
    "parts": lambda at: Refused(
        "files.too_many_parts",
        Say(
            f"文件里的部分太多{at.zh}，最多 {MOST_PARTS:,} 个。",
            f"The file has too many parts{at.en}; {MOST_PARTS:,} at most.",
        ),
        remedy=SMALLER,
    ),
    "part_name": lambda at: Refused(
        "files.part_name",
        Say(f"文件里有指向别处的名称{at.zh}。", f"A name in the file leads elsewhere{at.en}."),
        remedy=CLEAN_COPY,
    ),
    "part_kind": lambda at: Refused(
        "files.part_kind",
        Say(f"文件里有不该有的部分{at.zh}。", f"The file holds a part that does not belong in it{at.en}."),
        remedy=CLEAN_COPY,
    ),
    "nested": lambda at: Refused(
        "files.nested",
        Say(f"文件里还有压缩包{at.zh}。", f"There is an archive in the file{at.en}."),
        remedy=Say("请取出后逐个上传。", "Take its files out and attach them one by one."),
    ),
    "unpacked": lambda at: Refused(
        "files.unpacked",
        Say(f"文件解开后太大{at.zh}。", f"The file is too large once unpacked{at.en}."),
        remedy=SMALLER,
    ),
    "pixels": lambda at: Refused(
        "files.pixels",
        Say(
            f"图片像素太多{at.zh}，最多 {MILLIONS} 百万。",
            f"A picture has too many pixels{at.en}; {MILLIONS} million at most.",
        ),
        remedy=SMALLER,
    ),
    "located": lambda at: Refused(
        "files.located",
        Say(
            f"照片里记着拍摄地点{at.zh}，位置不上网。",
            f"The photo says where it was taken{at.en}; locations are kept offline.",
        ),
        remedy=Say(
            "请在分享时去掉位置信息，或先截图再上传。",
            "Leave the location out when sharing it, or take a screenshot and attach that.",
        ),
    ),
    "too_much": lambda at: Refused(
        "files.too_much_work",
        Say(
            "检查这个文件用时或用内存过多，已停止。",
            "Looking into the file took too much time or memory and was stopped.",
        ),
        remedy=CLEAN_COPY,
    ),
}


def of_content(found: Found) -> Refused:
    """The refusal of what an inspection found."""
    if found.code == "wrong_type":
        return wrong_type(found.where)
    return CONTENT[found.code](Say(f"（{found.where}）", f" ({found.where})") if found.where else Say("", ""))
