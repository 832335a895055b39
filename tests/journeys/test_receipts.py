"""An enterprise does something, is handed a promise and then a receipt, and checks it on a phone: with and without JavaScript."""

from __future__ import annotations

import hashlib

import pytest
from playwright.sync_api import Browser, Page, expect

from qinqing.verify import serve
from tests.journeys.looking import SIZES, runs_over, violations
from tests.journeys.readers import sign_in
from tests.support.demo import Demo

TRIES = 40


def acted(page: Page, demo: Demo) -> None:
    """The enterprise lets its agent act once more, and stands on what it was handed."""
    sign_in(page, demo, "enterprise")
    page.goto(f"{demo.bureau}/qy/firms/")
    page.click("main ul.links a")
    page.fill("input[name=agent]", "daili")
    page.fill("input[name=until]", "2099-12-31")
    page.click("form:has(input[name=agent]) button")
    page.wait_for_url("**/receipts/**")


def logged(page: Page) -> None:
    """As a person does it: the link again and again, until the receipt is there."""
    for _ in range(TRIES):
        if page.get_by_role("link", name="下载回执").count():
            return
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError("no receipt came")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("script", [True, False], ids=["JavaScript", "none"])
def test_an_act_ends_on_its_promise_then_its_receipt(
    demo: Demo, browser: Browser, size: str, script: bool
) -> None:
    with browser.new_context(
        locale="zh-CN", viewport=SIZES[size], java_script_enabled=script, accept_downloads=True
    ) as context:
        page = context.new_page()
        acted(page, demo)
        expect(page.get_by_role("link", name="下载登记承诺")).to_be_visible()
        logged(page)
        assert page.locator(".receipt-code img").is_visible()
        with page.expect_download() as download:
            page.get_by_role("link", name="下载回执").click()
        assert download.value.suggested_filename.startswith("receipt-")
        if script:
            assert violations(page) == [] and not runs_over(page)
        page.get_by_role("link", name="现在核验").click()
        if script:
            page.wait_for_selector("#result:visible")
            for words in ("回执成立", "企业授权代理人", "daili", "不依赖它"):
                assert words in page.inner_text("#result")
            assert violations(page) == [] and not runs_over(page)
        else:
            assert "没有打开 JavaScript" in page.inner_text("#cannot")


def test_the_served_page_sends_nothing_and_its_policy_stops_nothing(demo: Demo, browser: Browser) -> None:
    with browser.new_context(locale="zh-CN", viewport=SIZES["390"]) as context:
        page = context.new_page()
        acted(page, demo)
        logged(page)
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.get_by_role("link", name="现在核验").click()
        page.wait_for_selector("#result:visible")
        # The page itself, without the receipt: what follows # is never sent.
        assert [one.partition("#")[0] for one in asked] == [f"{demo.bureau}/verify/"] and said == []


def test_the_downloaded_page_is_the_one_whose_digest_is_published(demo: Demo, browser: Browser) -> None:
    with browser.new_context(locale="zh-CN", accept_downloads=True) as context:
        page = context.new_page()
        page.goto(f"{demo.bureau}/trust/")
        for name in ("page.html", "verify.py"):
            with page.expect_download() as download:
                page.get_by_role("link", name=name).click()
            data = download.value.path().read_bytes()
            assert data == serve.PAGE.with_name(name).read_bytes()
            assert hashlib.sha256(data).hexdigest() in page.inner_text("main")
