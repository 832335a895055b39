"""Everybody can read every page: axe finds nothing, nothing runs out of a phone, the policy stops nothing, no script is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.readers import READERS, STRANGER, first_page, sign_in
from tests.support.crawl import kind, walk
from tests.support.demo import Demo

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SIZES = {"1440": WIDE, "390": PHONE}
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
Examined = set[tuple[str, str]]


@pytest.fixture(scope="session")
def examined() -> Examined:
    """Kinds of pages already under axe, by width: for the next reader the same page is walked, not examined again."""
    return set()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


def runs_over(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def looker(size: str, examined: Examined) -> Callable[[Page], Iterator[str]]:
    """What is wrong with the open page, for one width."""

    def look(page: Page) -> Iterator[str]:
        if runs_over(page):
            yield "wider than the screen"
        this = (size, kind(page.url))
        if this not in examined:
            examined.add(this)
            yield from violations(page)

    return look


def policy_reports(page: Page) -> list[str]:
    """Collects what the browser reports as stopped by the Content-Security-Policy."""
    reports: list[str] = []
    page.on("request", lambda r: reports.append(str(r.post_data)) if "/csp-report/" in r.url else None)
    return reports


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reader", READERS)
def test_every_page_of_every_reader_is_whole(
    demo: Demo, browser: Browser, reader: str, size: str, examined: Examined
):
    with browser.new_context(locale="zh-CN", viewport=SIZES[size]) as context:
        page = context.new_page()
        reports = policy_reports(page)
        sign_in(page, demo, reader)
        walked = walk(page, first_page(demo, reader), looker(size, examined))
        assert walked.problems == []
        assert reports == []
        assert len(walked.seen) > 5


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("mode", MODES, ids=[mode or "standard" for mode in MODES])
@pytest.mark.parametrize("size", SIZES)
def test_every_component_is_whole_in_every_reading_mode(
    demo: Demo, browser: Browser, size: str, mode: str, language: str
):
    with browser.new_context(viewport=SIZES[size]) as context:
        cookies = {"qinqing_reading": mode, "qinqing_language": language}
        context.add_cookies([{"name": n, "value": v, "url": demo.bureau} for n, v in cookies.items() if v])
        page = context.new_page()
        for path in ("/patterns/", "/law/", "/nowhere/"):
            page.goto(demo.bureau + path)
            assert violations(page) == []
            assert not runs_over(page)


@pytest.mark.parametrize("reader", [STRANGER, "supervisor", "organ_handler"])
def test_pages_say_the_same_without_javascript(demo: Demo, browser: Browser, page: Page, reader: str):
    with browser.new_context(locale="zh-CN", java_script_enabled=False, viewport=WIDE) as context:
        bare = context.new_page()
        sign_in(bare, demo, reader)
        sign_in(page, demo, reader)
        for address in walk(page, first_page(demo, reader)).seen:
            bare.goto(address)
            page.goto(address)
            assert "<script" not in bare.content()
            assert bare.inner_text("main") == page.inner_text("main")
