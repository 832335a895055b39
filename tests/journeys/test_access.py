"""Everybody can read every page: axe finds nothing, nothing runs out of a phone, nothing the policy stops, no script needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.walk import READERS, STRANGER, kind_of, pages_of, sign_in, site_of
from tests.support.demo import Demo

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
MODES = ("", "text-large", "contrast-high", "simple-1", "text-large.contrast-high.simple-1.cursor-large")
# Text is held to 7 : 1, beyond what WCAG AA asks.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "identical-links-same-purpose": {"enabled": False},
    },
}


@pytest.fixture(scope="session")
def looked_at() -> set[tuple[int, str]]:
    """Kinds of pages already examined, by width: the same page for the next reader is crawled, not examined again."""
    return set()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(locale="zh-CN", viewport=PHONE)
    yield fresh
    fresh.close()


def examined(page: Page, site: str, looked_at: set[tuple[int, str]]) -> dict[str, list[str]]:
    """Walks a whole site; what is wrong on pages of a kind not examined before, by address."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    found = {}
    for address in pages_of(page, site):
        wrong = ["wider than the screen"] if runs_over(page) else []
        if (width, kind_of(address)) not in looked_at:
            wrong += violations(page)
            looked_at.add((width, kind_of(address)))
        if wrong:
            found[address] = wrong
    return found


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


def runs_over(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def watch(page: Page) -> list[str]:
    """What the policy stopped and what failed on our side, as it happens."""
    troubles: list[str] = []
    page.on("request", lambda r: troubles.append(f"report {r.post_data}") if "csp-report" in r.url else None)
    page.on("response", lambda r: troubles.append(f"{r.status} {r.url}") if r.status >= 500 else None)
    page.on("console", lambda m: troubles.append(m.text) if "Content Security Policy" in m.text else None)
    return troubles


@pytest.mark.parametrize("reader", READERS)
def test_every_page_of_every_reader_is_accessible_and_nothing_is_stopped(demo, page, reader, looked_at):
    troubles = watch(page)
    sign_in(page, demo, reader)
    assert examined(page, site_of(demo, reader), looked_at) == {}
    assert not troubles


@pytest.mark.parametrize("reader", READERS)
def test_every_page_is_accessible_on_a_phone_too(demo, phone, reader, looked_at):
    page = phone.new_page()
    sign_in(page, demo, reader)
    assert examined(page, site_of(demo, reader), looked_at) == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("mode", MODES, ids=[mode or "standard" for mode in MODES])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1440", "390"])
def test_every_component_is_accessible_in_every_reading_mode(
    demo: Demo, browser: Browser, size, mode, language
):
    with browser.new_context(viewport=size) as context:
        context.add_cookies(
            [
                {"name": "qinqing_reading", "value": mode or "none", "url": demo.bureau},
                {"name": "qinqing_language", "value": language, "url": demo.bureau},
            ]
        )
        page = context.new_page()
        for path in ("/patterns/", "/law/", "/nowhere/"):
            page.goto(demo.bureau + path)
            assert violations(page) == []
            assert not runs_over(page)


@pytest.mark.parametrize("reader", [STRANGER, "supervisor", "organ_handler"])
def test_pages_are_the_same_without_javascript(demo: Demo, browser: Browser, page: Page, reader: str):
    with browser.new_context(java_script_enabled=False, viewport=WIDE) as context:
        bare = context.new_page()
        sign_in(bare, demo, reader)
        sign_in(page, demo, reader)
        for address in pages_of(page, site_of(demo, reader)):
            bare.goto(address)
            assert "<script" not in bare.content()
            assert bare.inner_text("main") == page.inner_text("main")
