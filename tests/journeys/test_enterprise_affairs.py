"""A firm applies on a phone, by keyboard alone, follows its application, answers what is asked, rates, and is heard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.keyboard import follow, press, tick, to, write
from tests.journeys.looking import PHONE, runs_over, violations
from tests.journeys.pictures import picture
from tests.journeys.readers import sign_in
from tests.support.demo import Demo

PICTURED = ("draft", "clock")
SEARCHED = "报废"
NUMBER = re.compile(r"\d{4}-\d{6}")


@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "none"])
def test_a_firm_applies_and_follows_on_a_phone(demo: Demo, browser: Browser, script: bool) -> None:
    with browser.new_context(locale="zh-CN", viewport=PHONE, java_script_enabled=script) as context:
        page = context.new_page()
        sign_in(page, demo, "enterprise")
        number = _apply(page, demo, script)
        _follow(page, number, script)
        _be_heard(page, demo, number, script)


def _apply(page: Page, demo: Demo, script: bool) -> str:
    """From the search among the public guides to the receipt. Its number."""
    page.goto(f"{demo.bureau}/items/")
    write(page, "事项或者材料里的字", SEARCHED)
    press(page, "查找")
    follow(page, SEARCHED)
    _whole(page, "item", script)
    follow(page, "在线申请")
    press(page, "开始填写")
    _whole(page, "draft", script)
    tick(page, "失去使用价值")
    if script:
        _saved_by_itself(page)
    tick(page, "改到窗口交")
    press(page, "保存并核对")
    _whole(page, "review", script)
    press(page, "提交申请")
    _whole(page, "filed", script)
    found = NUMBER.search(page.inner_text("h1"))
    told = page.inner_text("main")
    assert "正在登记" in told or "已登入日志" in told
    assert found
    return found[0]


def _saved_by_itself(page: Page) -> None:
    """What was typed is there again, though no button was pressed."""
    field = page.locator("input[name=f-contact_name]")
    to(page, field)
    page.keyboard.press("End")
    page.keyboard.type("二")
    expect(page.locator("#saved")).to_have_text(re.compile(r"已保存 \d\d:\d\d"))
    with page.expect_response("**/save/"):
        page.keyboard.type("三")
    page.reload()
    assert field.input_value().endswith("二三")


def _follow(page: Page, number: str, script: bool) -> None:
    page.goto(re.sub(r"/qy/.*", f"/qy/applications/{number}/", page.url))
    _whole(page, "progress", script)
    assert "应答复是否受理" in page.inner_text("h1")
    follow(page, "记一次跑腿")
    write(page, "为了什么来的", "到窗口递交材料。")
    press(page, "记下这一次")
    follow(page, "回到刚才的页面")
    assert "已记 1 次" in page.inner_text("main")
    follow(page, "撤回申请")
    _whole(page, "withdraw", script)
    press(page, "撤回这件申请")
    follow(page, "回到刚才的页面")
    assert "已撤回" in page.inner_text("h1")
    tick(page, "基本满意")
    press(page, "提交评价")
    follow(page, "回到刚才的页面")
    assert "您的评价" in page.inner_text("main")


def _be_heard(page: Page, demo: Demo, number: str, script: bool) -> None:
    """办不成事, from the application's own page; then the list that waits, answered point by point."""
    follow(page, "办不成事，点这里")
    assert page.locator("select[name=application]").input_value() == number
    write(page, "什么事办不成", "窗口说系统里没有这件申请。")
    press(page, "说出来")
    follow(page, "回到刚才的页面")
    _whole(page, "problem", script)
    page.goto(f"{demo.bureau}/qy/")
    _whole(page, "home", script)
    if script:
        page.get_by_role("link", name="应建防空地下室").first.click()
        _whole(page, "clock", script)
        page.goto(f"{demo.bureau}/qy/")
        follow(page, "请补正")
        _whole(page, "points", script)
        tick(page, "到窗口交")
        press(page, "答复这一项")
        follow(page, "回到刚才的页面")
        assert "已答复" in page.inner_text("main")


def _whole(page: Page, name: str, script: bool) -> None:
    assert not runs_over(page), page.url
    if not script:
        return
    assert violations(page) == [], page.url
    if name in PICTURED:
        picture(page, f"enterprise-{name}")
