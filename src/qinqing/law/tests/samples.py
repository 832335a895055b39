"""Two invented texts with everything an official text may hold, and how they are read. Nobody ever issued them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.law.text import Measure, read_measure
from qinqing.refusals import Refused

INVENTED = """\
清宁市规范政商交往办法（试行）
清宁发〔2021〕12号
（2021年5月6日清宁市人民政府第3次常务会议通过　2021年5月20日公布　自2021年7月1日起施行）

第一章　总　则

第一条　为了规范政商交往，根据《清宁市优化营商环境规定》（清宁政〔2020〕8号），制定本办法。

第二条　本办法适用于全市机关工作人员与企业的交往。
第一条规定的交往，包括线上交往。

第二章　正面清单

第三条　应当上门服务：
（一）每年走访企业，并做到：
1. 事先告知；
2. 不增加负担；
（二）公布联系方式。
前款所列事项，由办公室汇总。

第三条之一　应当按期付款。

第三章　负面清单

第四条　不得收受礼品。

第四章　附　则

第五条　本办法由清宁市办公室解释。

第六条　本办法自2021年7月1日起施行。

清宁市办公室
2021年5月20日

附件：联系方式表
"""

LISTED = """\
清宁市亲清交往“两要两不要”
一、要主动
（一）上门问需
1. 每季一次
2. 记录在案
（二）按期答复
二、要守信
说到做到。
三、不要推诿
（一）一次告知
四、不要伸手
清宁市办公室
二〇二一年五月二十日
"""


def measure(folder: Path, content: str | bytes, name: str = "办法.txt") -> Measure:
    """What is read from a file of that name and content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_measure(path)


def refusal(folder: Path, content: str | bytes, name: str = "办法.txt") -> Refused:
    """Why such a file is refused."""
    with pytest.raises(Refused) as refused:
        measure(folder, content, name)
    assert refused.value.says.zh and refused.value.says.en
    return refused.value


def places(refused: Refused) -> list[str]:
    """Where the problems are: the lines, without the file's name."""
    return [problem.where.rpartition(":")[2] for problem in refused.problems]
