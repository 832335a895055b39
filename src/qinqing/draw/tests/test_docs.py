"""The script of docs/algorithms/draw.md: anybody reckons a draw again with it, and it shares no code with us."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qinqing.draw.bundle import Bundle, dumped
from qinqing.draw.forms import OWN
from qinqing.draw.source_texts import KINDS
from qinqing.draw.tests.make import whole, with_entry

PAGE = Path(__file__).parents[4] / "docs" / "algorithms" / "draw.md"
LONGEST = 30


def script() -> str:
    found = re.findall(r"^```python\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    return found[0]


def reckoned(bundle: Bundle, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "reproduce.py").write_text(script(), encoding="utf-8")
    (folder / "bundle.json").write_bytes(dumped(bundle))
    command = [sys.executable, "-I", "-S", "reproduce.py", "bundle.json"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_thirty_lines_of_the_standard_library_draw_the_same(tmp_path):
    assert len(script().splitlines()) <= LONGEST
    imports = [
        node for node in ast.walk(ast.parse(script())) if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert [name.name for node in imports for name in node.names] == ["hashlib", "json", "sys"]
    done = reckoned(whole(), tmp_path)
    assert done.returncode == 0 and f"draws {len(whole().result)} places" in done.stdout
    assert json.loads(whole().steps[-1])["seed"] in done.stdout


@pytest.mark.parametrize(
    "altered",
    [
        pytest.param(lambda b: replace(b, enterprises=b.enterprises[1:]), id="名单"),
        pytest.param(lambda b: replace(b, result=b.result[::-1]), id="次序"),
        pytest.param(lambda b: with_entry(b, -1, nonces=[*["0" * 64] * 2]), id="随机数"),
        pytest.param(lambda b: with_entry(b, 0, at="2026-07-01T09:00:01+08:00"), id="承诺"),
    ],
)
def test_the_script_sees_what_was_altered(altered, tmp_path):
    assert reckoned(altered(whole()), tmp_path).returncode == 1


def test_the_page_names_every_kind_of_source_and_every_field_of_a_step():
    page = PAGE.read_text("utf-8")
    for kind, known in KINDS.items():
        assert f"| `{kind}` |" in page
        assert all(field in page for field in known.fields)
    for type, fields in OWN.items():
        assert f"`{type}`" in page
        assert all(field in page for field in fields)
