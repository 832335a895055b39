"""A firm's token on a phone, a list taken away and a sheet handed in at a desk: with and without JavaScript."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests.journeys.looking import PHONE, SIZES, runs_over, violations
from tests.journeys.readers import PASSWORD, sign_in
from tests.support.demo import Demo

TRIES = 40
SECRET = re.compile(r"qq_[0-9a-f]{12}_[\w-]{43}")


def well(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES_TO"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert not runs_over(page) and violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_a_firm_makes_a_token_and_its_program_uses_it(demo: Demo, browser: Browser, size: str) -> None:
    with browser.new_context(locale="zh-CN", viewport=SIZES[size]) as context:
        page = context.new_page()
        page.goto(f"{demo.bureau}/api/")
        well(page, f"api-{size}")
        sign_in(page, demo, "enterprise")
        page.goto(f"{demo.bureau}/qy/tokens/")
        page.click("text=先确认是本人")
        page.fill("main input[name=password]", PASSWORD)
        page.press("main input[name=password]", "Enter")
        page.fill("input[name=name]", "项目管理系统")
        page.fill("input[name=until]", "2001-01-01")
        page.press("input[name=until]", "Enter")
        assert "最后一天" in page.inner_text("main [role=alert]")
        page.fill("input[name=until]", timezone.localdate().isoformat())
        page.click("main form:has(input[name=name]) button")
        shown = SECRET.search(page.inner_text("main"))
        well(page, f"token-made-{size}")
        assert shown
        told = page.request.get(f"{demo.bureau}/api/v1/me", headers={"Authorization": f"Bearer {shown[0]}"})
        assert told.status == 200 and told.json()["scope"] == "read"
        page.goto(f"{demo.bureau}/qy/tokens/")
        well(page, f"tokens-{size}")
        assert not SECRET.search(page.content())


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "none"])
def test_a_clerk_takes_a_list_away_and_hands_a_sheet_in(
    demo: Demo, browser: Browser, script: bool, tmp_path: Path
) -> None:
    with browser.new_context(
        locale="zh-CN", viewport=PHONE, java_script_enabled=script, accept_downloads=True
    ) as context:
        page = context.new_page()
        sign_in(page, demo, "clerk")
        page.goto(f"{demo.bureau}/gw/affairs/sheets/")
        if script:
            well(page, "sheets-390")
        page.click("text=导出待办清单")
        ended(page, "下载表格（XLSX）")
        if script:
            well(page, "batch-390")
        with page.expect_download() as coming:
            page.click("text=下载表格（XLSX）")
        assert coming.value.suggested_filename.startswith("待办清单-")
        wrong = tmp_path / "登记.xlsx"
        wrong.write_bytes(b"PK\x03\x04 no sheet")
        page.goto(f"{demo.bureau}/gw/affairs/sheets/")
        page.set_input_files("input[name=file]", wrong)
        page.click("text=核对并登记")
        assert page.inner_text("main [role=alert]")
        if script:
            well(page, "sheets-wrong-390")


def ended(page: Page, link: str) -> None:
    """As a person does it: the link to see how far it is, again and again."""
    for _ in range(TRIES):
        if page.get_by_text(link).count():
            return
        page.wait_for_timeout(250)
        page.get_by_role("link", name="看最新进度").click()
    raise AssertionError("no sheet came")
