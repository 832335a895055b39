"""Writes docs/reference/settings.md from the declarations; with --check, only says whether it is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from qinqing.config.declared import DECLARED, Setting

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "settings.md"
HEAD = """# 设置 Settings

Generated from `src/qinqing/config/declared.py` by `make docs`; do not edit. 由声明生成，请勿手改。

Settings are environment variables, declared once. Malformed ones stop the start and are named, all at
once. 设置即环境变量，只声明一次；格式有误时不启动，并一次列出全部有误的设置。

| name 名称 | type 类型 | default 默认 | unit 单位 | what for 用途 | expected 取值 |
|---|---|---|---|---|---|
"""


def row(setting: Setting) -> str:
    default = (
        "见用途 see what for"
        if setting.default is None
        else f"`{setting.default}`"
        if setting.default
        else "空 empty"
    )
    kind, uses, takes = setting.type.replace("|", " / "), setting.help, setting.expected
    words = (
        f"`{setting.name}`",
        kind,
        default,
        setting.unit,
        f"{uses.zh}<br>{uses.en}",
        f"{takes.zh}<br>{takes.en}",
    )
    return f"| {' | '.join(words)} |\n"


def main(arguments: list[str]) -> int:
    fresh = HEAD + "".join(row(setting) for setting in DECLARED)
    if "--check" not in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == fresh:
        return 0
    print(f"{PAGE.name} is stale: make docs")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
