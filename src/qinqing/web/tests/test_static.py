"""Style sheets: one place for every colour, every address resolves, every class a component uses is styled."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

STATIC = Path(__file__).resolve().parent.parent / "static" / "web"
SHEETS = sorted((STATIC / "css").glob("*.css"))
TEMPLATES = STATIC.parents[1] / "templates" / "web"


def bare(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_colour_is_named_in_the_tokens_only(sheet):
    named = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])", bare(sheet)))
    assert sheet.stem == "tokens" or named <= ({"#000"} if sheet.stem == "print" else set())


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_token_used_is_declared(sheet):
    declared = set(re.findall(r"(--[\w-]+):", (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")))
    assert set(re.findall(r"var\((--[\w-]+)\)", bare(sheet))) <= declared


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_every_picture_named_is_there(sheet):
    for address in re.findall(r'url\("([^"]+)"\)', bare(sheet)):
        assert (sheet.parent / address).resolve().is_file()


def test_every_sheet_is_loaded_and_every_loaded_sheet_is_there():
    loaded = re.findall(
        r"static '([^']+)'", (TEMPLATES / "parts" / "styles.html").read_text(encoding="utf-8")
    )
    assert all(finders.find(name) for name in loaded)
    assert {Path(name).stem for name in loaded if name.endswith(".css")} == {sheet.stem for sheet in SHEETS}


def test_every_class_a_component_uses_is_styled():
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", "".join(bare(sheet) for sheet in SHEETS)))
    for template in sorted((TEMPLATES / "components").glob("*.html")):
        for words in re.findall(
            r'class="([^"]*)"', re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", template.read_text(encoding="utf-8"))
        ):
            unknown = {word for word in words.split() if not word.endswith("-")} - styled
            assert not unknown, f"{template.name}: {unknown}"


def test_pictures_of_the_house_stand_alone():
    for picture in (STATIC / "img").glob("*.svg"):
        text = picture.read_text(encoding="utf-8")
        assert text.startswith("<svg ") and not re.search(r"<script|<style|href=|font-family", text)
