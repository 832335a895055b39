"""Every sentence of the interface has its English, and an English page holds no Chinese sentence of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[4]
CATALOGUE = ROOT / "src/qinqing/web/locale/en/LC_MESSAGES/django.po"


def test_every_sentence_has_english_and_the_compiled_file_is_its():
    told = subprocess.run(
        [sys.executable, "scripts/messages.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_no_english_sentence_holds_chinese():
    held = {
        e.msgid: e.msgstr for e in polib.pofile(str(CATALOGUE)) if any("一" <= c <= "鿿" for c in e.msgstr)
    }
    assert held == {}


@pytest.mark.parametrize("address", ["/", "/patterns/", "/nowhere/", "/law/"])
def test_an_english_page_holds_no_chinese_sentence_of_ours(visitor, address):
    visitor.get("/", {"lang": "en"})
    page = visitor.get(address).content.decode()
    sentences = {e.msgid for e in polib.pofile(str(CATALOGUE)) if len(e.msgid) > 1 and "%" not in e.msgid}
    assert not {words for words in sentences if f">{words}<" in page or f'"{words}"' in page}
