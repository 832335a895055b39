"""Every page, as everybody: nothing breaks, nothing is refused by the security policy, axe finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.crawl import walk
from tests.support.demo import Demo

AT_THE_BUREAU = (
    pytest.param("ducha", id="督查"),
    pytest.param("waibu", id="外部监督"),
    pytest.param("lingdao", id="领导干部"),
    pytest.param("jingban", id="经办"),
    pytest.param("jiancha", id="检查人员"),
    pytest.param("fazhi", id="法制审核"),
    pytest.param("xitong", id="系统管理员"),
    pytest.param("anquan", id="安全管理员"),
    pytest.param("shenji", id="审计管理员"),
    pytest.param("qiye", id="企业"),
)
AT_THE_ORGAN = (
    pytest.param("chengban", id="承办人"),
    pytest.param("shenpi", id="审批人"),
    pytest.param("shangji", id="上级机关"),
)
PASSWORD = "qingning-demo"


def accessible(page: Page) -> Iterator[str]:
    """What axe-core holds against the page."""
    for found in Axe().run(page).response["violations"]:
        yield f"axe: {found['id']}: {found['help']}: {found['nodes'][0]['html'][:160]}"


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/sign-in/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/sign-in/" not in url)


def test_a_stranger_meets_no_broken_or_inaccessible_page(page: Page, demo: Demo):
    done = walk(page, f"{demo.bureau}/", accessible)
    assert done.problems == []
    assert len(done.seen) > 10


@pytest.mark.parametrize("name", AT_THE_BUREAU)
def test_nobody_at_the_bureau_meets_a_broken_or_inaccessible_page(page: Page, demo: Demo, name: str):
    sign_in(page, demo.bureau, name)
    done = walk(page, f"{demo.bureau}/desk/", accessible)
    assert done.problems == []
    assert len(done.seen) > 10


@pytest.mark.parametrize("name", AT_THE_ORGAN)
def test_nobody_at_the_organ_meets_a_broken_or_inaccessible_page(page: Page, demo: Demo, name: str):
    sign_in(page, demo.organ, name)
    done = walk(page, f"{demo.organ}/jj/", accessible)
    assert done.problems == []
    assert len(done.seen) > 3


@pytest.mark.parametrize("path", ["/", "/law/", "/law/7/", "/law/13/", "/rules/", "/patterns/", "/sign-in/"])
def test_a_page_without_javascript_is_whole_and_accessible(browser: Browser, demo: Demo, path: str):
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    try:
        assert page.goto(f"{demo.bureau}{path}").ok
        assert list(accessible(page)) == []
    finally:
        context.close()
