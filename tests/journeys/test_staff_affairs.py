"""An application from the counter to the decision and its delivery, by keyboard alone, with and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.keyboard import choose, follow, press, tick, write
from tests.journeys.looking import PHONE
from tests.journeys.pictures import picture
from tests.journeys.readers import sign_in
from tests.support.demo import Demo


@pytest.mark.parametrize("scripts", [True, False], ids=["JavaScript", "none"])
def test_an_application_goes_from_the_counter_to_its_delivery(
    demo: Demo, browser: Browser, scripts: bool
) -> None:
    with browser.new_context(locale="zh-CN", viewport=PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in(page, demo, "clerk")
        number = _entered(page, demo)
        page.goto(f"{demo.bureau}/gw/affairs/{number}/")
        follow(page, "受理", exact=True)
        press(page, "受理")
        follow(page, "登记企业签字的回执", exact=True)
        write(page, "纸质回执", "第 1 号，林知予，今天签")
        press(page, "登记确认")
        follow(page, "提出办理意见", exact=True)
        tick(page, "准予")
        write(page, "理由", "现场核对，符合条件。")
        press(page, "提出意见")
        if scripts:
            _pictures(page, demo)
    with browser.new_context(locale="zh-CN", viewport=PHONE, java_script_enabled=scripts) as context:
        page = context.new_page()
        sign_in(page, demo, "leader")
        if scripts:
            page.goto(f"{demo.bureau}/gw/affairs/leader/")
            picture(page, "affairs-leader")
        page.goto(f"{demo.bureau}/gw/affairs/{number}/")
        follow(page, "作出决定", exact=True)
        press(page, "下一步：核对")
        assert "现场核对，符合条件。" in page.inner_text("main")
        press(page, "作出决定")
        follow(page, "送达", exact=True)
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
    picture(page, "affairs-list")
    page.locator("tr", has_text="还剩 1 个工作日").locator("a").first.click()
    picture(page, "affairs-case")
