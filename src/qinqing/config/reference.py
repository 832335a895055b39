"""docs/reference/settings.md, written from the declarations. `python -m qinqing.config.reference [--check]`"""

from __future__ import annotations

import sys
from pathlib import Path

from qinqing.config.declared import DECLARED
from qinqing.config.setting import Setting

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"
HEAD = """# 设置 Settings

<!-- Generated from src/qinqing/config/declared.py by `make docs`. Edit there. -->

全部设置都是环境变量，在启动时一次读完；写错的逐个指明，不启动。
Every setting is an environment variable, read once at start; what is malformed is named and nothing starts.

| 名称 name | 类型 type | 缺省 default | 单位 unit | 用途 what for |
|---|---|---|---|---|
"""


def text() -> str:
    return HEAD + "".join(map(_row, DECLARED))


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else "—"
    kind = setting.type.replace("|", "\\|")
    return f"| `{setting.name}` | {kind} | {default} | {setting.unit or '—'} | {setting.help.zh}<br>{setting.help.en} |\n"


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        return 0 if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text() else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
