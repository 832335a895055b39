"""Everybody can read every page: axe finds nothing, nothing runs out of a phone, the policy stops nothing, no script is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.readers import READERS, STRANGER, first_page, sign_in, site_of
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
Examined = set[tuple[str, str, str]]


@pytest.fixture(scope="session")
def examined() -> Examined:
    """(width, reader, kind of page) already under axe: the second page of a kind is walked, not examined again.

    On a phone every reader's own pages; of the public ones, and on a wide screen where the same page is laid out
    differently, one reader's.
    """
    return set()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


def runs_over(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


# What somebody sees only when signed in, and each as their role allows.
OWN_PAGES = ("/desk/", "/gw/", "/qy/", "/jj/", "/account/")
# A chart without its table and its CSV is closed to whoever cannot see it; pictures beside a row of figures repeat those.
BARE_CHARTS = """all => all.filter(chart => {
    const around = chart.parentElement;
    return !(around.querySelector('table') && around.querySelector('a[href$=".csv"]'));
}).map(chart => chart.outerHTML.slice(0, 160))"""


def looker(size: str, reader: str, examined: Examined) -> Callable[[Page], Iterator[str]]:
    """What is wrong with the open page, for one width and one reader."""

    def look(page: Page) -> Iterator[str]:
        if runs_over(page):
            yield "wider than the screen"
        if page.query_selector("script"):
            yield "a script"
        if "/patterns/" not in page.url:
            yield from page.eval_on_selector_all("main figure.chart", BARE_CHARTS)
        own = size != "1440" and urlsplit(page.url).path.startswith(OWN_PAGES)
        this = (size, reader if own else "", kind(page.url))
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
        walked = walk(page, first_page(demo, reader), looker(size, reader, examined))
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


ENGLISH = ["supervisor", "reviewer", "system_admin", "enterprise", "organ_handler"]


@pytest.mark.parametrize("reader", [STRANGER, *ENGLISH])
def test_every_page_is_whole_in_english_on_a_phone(demo: Demo, browser: Browser, reader: str):
    with browser.new_context(viewport=PHONE) as context:
        sites = {demo.bureau, site_of(demo, reader)}
        context.add_cookies([{"name": "qinqing_language", "value": "en", "url": site} for site in sites])
        page = context.new_page()
        sign_in(page, demo, reader)
        walked = walk(page, first_page(demo, reader), looker("390-en", reader, set()))
        assert walked.problems == []
        assert page.get_attribute("html", "lang") == "en"


# Everybody who fills in forms. Only forms that cannot do without some words are sent, and sent without any.
WRITERS = [
    STRANGER,
    "supervisor",
    "clerk",
    "reviewer",
    "system_admin",
    "enterprise",
    "organ_handler",
    "organ_approver",
]
WORDED = "form[method=post]:has(textarea, input[type=text], input[type=password]):has(:required)"


@pytest.mark.parametrize("reader", WRITERS)
def test_a_form_sent_empty_says_what_is_missing_where_everybody_finds_it(
    demo: Demo, browser: Browser, reader: str
):
    with browser.new_context(locale="zh-CN", viewport=PHONE) as context:
        page = context.new_page()
        sign_in(page, demo, reader)
        start = f"{demo.bureau}/sign-in/" if reader == STRANGER else first_page(demo, reader)
        wrong: list[str] = []
        for address in first_of_each_kind(walk(page, start).seen):
            page.goto(address)
            for number in range(page.locator(WORDED).count()):
                page.goto(address)
                wrong += [f"{address}: {problem}" for problem in sent_empty(page, number)]
        assert wrong == []


EMPTIED = """form => {
    form.noValidate = true;
    form.querySelectorAll('textarea, input[type=text], input[type=password]').forEach(field => { field.value = '' });
}"""
REFUSING = (200, 422)  # sign-in's own library answers 200


def first_of_each_kind(addresses: list[str]) -> list[str]:
    return list({kind(address): address for address in reversed(addresses)}.values())


def sent_empty(page: Page, number: int) -> Iterator[str]:
    form = page.locator(WORDED).nth(number)
    form.evaluate(EMPTIED)
    with page.expect_navigation() as arrived:
        form.locator("button, input[type=submit]").first.click()
    if arrived.value is None or arrived.value.status not in REFUSING:
        yield f"answered {arrived.value.status if arrived.value else 'nothing'}"
    if not page.locator(".error, .errors").count():
        yield "no error is shown"
    yield from violations(page)
    if runs_over(page):
        yield "wider than the screen"


@pytest.mark.parametrize("size", SIZES)
def test_refusals_are_whole_too(demo: Demo, browser: Browser, size: str):
    """Not there, not you, not like that: 404, 403 and 400 in the same voice."""
    with browser.new_context(locale="zh-CN", viewport=SIZES[size]) as context:
        page = context.new_page()
        sign_in(page, demo, "clerk")
        answers = {"/nowhere/": 404, "/gw/people/": 403}
        for path, status in answers.items():
            answer = page.goto(demo.bureau + path)
            assert answer is not None
            assert answer.status == status
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
