"""However somebody reads, in every mode, in English, without JavaScript: the pages are whole and say the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import PHONE, SIZES, WIDE, WIDTHS, Examined, cut, looker, runs_over, violations
from tests.journeys.readers import STRANGER, first_page, sign_in, site_of
from tests.support.crawl import walk
from tests.support.demo import Demo

MODES = ("", "text-large", "contrast-high", "simple-1", "text-large.contrast-high.simple-1.cursor-large")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("mode", MODES, ids=[mode or "standard" for mode in MODES])
def test_every_component_is_whole_in_every_reading_mode(
    demo: Demo, browser: Browser, mode: str, language: str
):
    with browser.new_context(viewport=WIDE) as context:
        cookies = {"qinqing_reading": mode, "qinqing_language": language}
        context.add_cookies([{"name": n, "value": v, "url": demo.bureau} for n, v in cookies.items() if v])
        page = context.new_page()
        for path in ("/patterns/", "/law/", "/nowhere/"):
            page.goto(demo.bureau + path)
            for size in SIZES.values():
                page.set_viewport_size(size)
                assert violations(page) == []
                assert not runs_over(page)


LAID_OUT = {
    STRANGER: ("/", "/law/", "/law/8/", "/law/13/", "/law/counting/", "/values/", "/patterns/"),
    "supervisor": ("/gw/findings/", "/gw/sweeps/", "/gw/values/"),
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("reader", LAID_OUT)
def test_nothing_is_cut_off_or_pushed_aside_at_any_width(
    demo: Demo, browser: Browser, reader: str, language: str
):
    with browser.new_context(locale="zh-CN", viewport=WIDE) as context:
        page = context.new_page()
        sign_in(page, demo, reader)
        for path in LAID_OUT[reader]:
            page.goto(f"{demo.bureau}{path}?lang={language}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                assert not runs_over(page), (path, width)
                assert cut(page) == [], (path, width)


ENGLISH = ["supervisor", "reviewer", "system_admin", "enterprise", "organ_handler"]


@pytest.mark.parametrize("reader", [STRANGER, *ENGLISH])
def test_every_page_is_whole_in_english_on_a_phone(
    demo: Demo, browser: Browser, reader: str, examined: Examined
):
    with browser.new_context(viewport=PHONE) as context:
        sites = {demo.bureau, site_of(demo, reader)}
        context.add_cookies([{"name": "qinqing_language", "value": "en", "url": site} for site in sites])
        page = context.new_page()
        sign_in(page, demo, reader)
        walked = walk(
            page, first_page(demo, reader), looker(("390",), f"{reader} in English", examined), per_kind=1
        )
        assert walked.problems == []
        assert page.get_attribute("html", "lang") == "en"


@pytest.mark.parametrize("reader", [STRANGER, "supervisor", "organ_handler"])
def test_pages_say_the_same_without_javascript(demo: Demo, browser: Browser, page: Page, reader: str):
    with browser.new_context(locale="zh-CN", java_script_enabled=False, viewport=WIDE) as context:
        bare = context.new_page()
        sign_in(bare, demo, reader)
        sign_in(page, demo, reader)
        told: dict[str, str] = {}

        def hear(page: Page) -> Iterator[str]:
            told[page.url] = page.inner_text("main")
            return iter(())

        walk(page, first_page(demo, reader), hear, per_kind=1)
        for address, words in told.items():
            bare.goto(address)
            assert "<script" not in bare.content()
            assert bare.inner_text("main") == words
