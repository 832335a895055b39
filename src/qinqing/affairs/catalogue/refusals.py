"""What may be refused of service items as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qinqing.law.values import source_of
from qinqing.refusals import Problem, Refused, Say


def items_refused(problems: Sequence[Problem]) -> Refused:
    return Refused(
        "items.refused",
        Say(
            "服务事项的文件有误；有误的文件不采用。",
            "the files of service items have mistakes; a file with one is not taken.",
        ),
        problems,
        remedy=Say(
            "请按文件和行号逐条改正，再用 qinqing items validate 校验。改好以前，正在使用的事项仍按改动以前的文本办理。",
            "Mend each by its file and line, then run qinqing items validate. Until then items in use go by what they said before.",
        ),
    )


def no_folder(folder: Path) -> Refused:
    """Nothing there, or a file."""
    there = Say(f"{folder} 是文件，不是文件夹。", f"{folder} is a file, not a folder.")
    return Refused(
        "items.no_folder",
        there if folder.exists() else Say(f"没有文件夹 {folder}。", f"there is no folder {folder}."),
        remedy=Say("请给出放事项文件的文件夹。", "Name the folder that holds the item files."),
    )


def relief_is_no_ones_to_give(fee: Say) -> Refused:
    """A waiver, a reduction or a deferral for one firm, whoever asks for it."""
    return Refused(
        "items.relief",
        Say(
            f"{fee.zh}只按公布的标准收取，任何人不得为某一家企业另行批准减、免、缓。",
            f"the {fee.en} follows the published standard; nobody may reduce, waive or defer it for one firm.",
        ),
        remedy=Say(
            "属于国家规定减免情形的，按减免依据代码办理。",
            "What the state's list exempts goes by its code on that list.",
        ),
        cites=source_of("cad_no_discretionary_waiver"),
    )


def no_standard(fee: Say) -> Refused:
    return Refused(
        "items.no_standard",
        Say(
            f"收费目录里没有{fee.zh}当日有效的标准，不能计算，也不能收取。",
            f"the fee catalogue has no standard for the {fee.en} in force that day: it is neither computed nor charged.",
        ),
        remedy=Say(
            "请先把公布的标准载入收费目录。", "Load the published standard into the fee catalogue first."
        ),
    )
