"""An application from the counter to the decision and its delivery, by keyboard alone, with and without JavaScript."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.journeys.looking import PHONE, WIDE, runs_over
from tests.journeys.readers import sign_in
from tests.support.demo import Demo

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
# Where the guide's pictures are wanted anew.
DRAWN_ANEW = os.environ.get("QINQING_PICTURES") == "1"
FURTHEST = 200  # presses of Tab until what is looked for is reached


def to(page: Page, found: Locator) -> None:
    """By the Tab key, as somebody without a mouse: what cannot be reached so is not there."""
    found.wait_for()
    for _ in range(FURTHEST):
        if found.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {found}")


def follow(page: Page, name: str) -> None:
    to(page, page.locator("main").get_by_role("link", name=name, exact=True).first)
    _arrive(page, "Enter")


def press(page: Page, name: str) -> None:
    to(page, page.get_by_role("button", name=name, exact=True))
    _arrive(page, "Enter")


def _arrive(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)
    assert not runs_over(page), page.url


def write(page: Page, label: str, words: str) -> None:
    to(page, page.get_by_label(label).first)
    page.keyboard.type(words)


def choose(page: Page, label: str, words: str) -> None:
    """A choice of a list, or one of several."""
    found = page.get_by_label(label).first
    if found.evaluate("element => element.tagName") == "SELECT":
        to(page, found)
        found.select_option(label=words)
    else:
        found.check()


def picture(page: Page, name: str) -> None:
    """For the guide, in few colours: text and lines need no more."""
    if not DRAWN_ANEW:
        return
    path = PICTURES / f"affairs-{name}.png"
    page.screenshot(path=path, clip={"x": 0, "y": 0, "width": 1440, "height": 1300}, full_page=True)
    with Image.open(path) as drawn:
        drawn.convert("RGB").quantize(64).save(path, optimize=True)


@pytest.mark.parametrize(("scripts", "size"), [(True, "wide"), (False, "phone")])
def test_an_application_goes_from_the_counter_to_its_delivery(
    demo: Demo, browser: Browser, scripts: bool, size: str
) -> None:
    viewport = WIDE if size == "wide" else PHONE
    with browser.new_context(locale="zh-CN", viewport=viewport, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in(page, demo, "clerk")
        number = _entered(page, demo)
        page.goto(f"{demo.bureau}/gw/affairs/{number}/")
        follow(page, "受理")
        press(page, "受理")
        follow(page, "登记企业签字的回执")
        write(page, "纸质回执", "第 1 号，林知予，今天签")
        press(page, "登记确认")
        follow(page, "提出办理意见")
        page.get_by_label("准予").check()
        write(page, "理由", "现场核对，符合条件。")
        press(page, "提出意见")
        if scripts:
            _pictures(page, demo)
    with browser.new_context(locale="zh-CN", viewport=viewport, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in(page, demo, "leader")
        if scripts:
            page.goto(f"{demo.bureau}/gw/affairs/leader/")
            picture(page, "leader")
        page.goto(f"{demo.bureau}/gw/affairs/{number}/")
        follow(page, "作出决定")
        press(page, "下一步：核对")
        assert "现场核对，符合条件。" in page.inner_text("main")
        press(page, "作出决定")
        follow(page, "送达")
        press(page, "登记送达")
        assert "现场核对，符合条件。" in page.inner_text("main") and "送达" in page.inner_text("main")


def _entered(page: Page, demo: Demo) -> str:
    """At the counter: the firm found by its name, the item's form filled in, the slip on the screen. Its number."""
    page.goto(f"{demo.bureau}/gw/affairs/enter/")
    write(page, "哪家企业", "拾光坊新材料")
    choose(page, "办什么", "人民防空通信、警报设施拆除、迁移审批")
    press(page, "下一步：填内容")
    choose(page, "拆除还是迁移", "迁移")
    write(page, "拆除、迁移的理由", "道路改造")
    write(page, "拟施工日期", "2027-03-01")
    write(page, "拆除、迁移理由和费用承担说明", "1 份")
    press(page, "提交并打印回执单")
    assert "收件回执单" in page.inner_text("h1"), page.inner_text("main")
    return page.inner_text(".eyebrow")


def _pictures(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.bureau}/gw/affairs/?tab=unit")
    picture(page, "list")
    page.locator("tr", has_text="还剩 1 个工作日").locator("a").first.click()
    picture(page, "case")
