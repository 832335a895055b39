"""What somebody takes along to the counter is one sheet of paper, in either language."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.support.demo import Demo

LONGEST = ("cad-completion-filing", "cad-basement-approval")
PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("item", LONGEST)
def test_a_checklist_prints_on_one_sheet(demo: Demo, page: Page, item: str, language: str):
    page.goto(f"{demo.bureau}/items/{item}/checklist/?lang={language}")
    assert len(PAGES.findall(page.pdf(prefer_css_page_size=True))) == 1
