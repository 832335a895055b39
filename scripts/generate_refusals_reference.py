"""Writes docs/reference/refusals.md from the refusals in the code; with --check, only says whether it is stale."""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from qinqing.law.values import source_of  # noqa: E402
from scripts.refusals_found import Spoken, find  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "refusals.md"
HEAD = """# 拒绝与故障 Refusals and failures

<!-- written by scripts/generate_refusals_reference.py: do not edit -->

每一次拒绝都有一个代号，页面、命令、日志和测试用的是同一个。**拒绝**（退出码 2）：给的东西不收，改了再来；**故障**（退出码 3）：
机器的问题，不是您给的东西不对。“…”是随情形变化的部分；表格、文件夹的逐处问题列在句子后面。“怎么办”为空的，办法写在句子里。
Every refusal has a code word that page, command, log and test share. *refused* (exit code 2): mend what was given; *failed* (exit
code 3): the machine failed, what was given is not at fault. “…” stands for what depends on the case; the single problems of a
table or folder follow the sentence. Where the remedy is empty, the sentence says it.
"""
COLUMNS = "| 代号 code | 说什么 what it says | 怎么办 what to do | 依据 rests on | 在哪里 where |\n|---|---|---|---|---|\n"


def page() -> str:
    areas = groupby(find(), key=lambda spoken: spoken.code.partition(".")[0])
    return HEAD + "".join(f"\n## {area}\n\n{COLUMNS}" + "".join(map(_row, spoken)) for area, spoken in areas)


def _row(spoken: Spoken) -> str:
    kind = "拒绝 refused" if spoken.kind == "Refused" else "故障 failed"
    cited = tuple(source_of(spoken.cites)) if spoken.cites else ("", "")
    cells = (
        f"`{spoken.code}`<br>{kind}",
        *(_both(pair) for pair in (spoken.says, spoken.remedy, cited)),
        f"`{spoken.path.removeprefix('src/qinqing/')}`",
    )
    return f"| {' | '.join(cells)} |\n"


def _both(pair: tuple[str, str]) -> str:
    """Both languages in one cell of a table."""
    return "<br>".join(text.replace("|", "\\|").replace("<", "&lt;") for text in pair if text) or "—"


def main(arguments: list[str]) -> int:
    fresh = page()
    if "--check" not in arguments:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{PAGE.name} is stale: make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
