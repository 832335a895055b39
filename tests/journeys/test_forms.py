"""Forms and pages that refuse: what is missing is said where everybody finds it, in the same voice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import PHONE, SIZES, Examined, new_violations, runs_over, violations
from tests.journeys.readers import STRANGER, first_page, sign_in
from tests.support.crawl import kind, walk
from tests.support.demo import Demo

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
    demo: Demo, browser: Browser, reader: str, examined: Examined
):
    with browser.new_context(locale="zh-CN", viewport=PHONE) as context:
        page = context.new_page()
        sign_in(page, demo, reader)
        start = f"{demo.bureau}/sign-in/" if reader == STRANGER else first_page(demo, reader)
        wrong: list[str] = []
        for address in walk(page, start, per_kind=1).seen:
            page.goto(address)
            for number in range(page.locator(WORDED).count()):
                page.goto(address)
                what = f"{kind(address)} {number} sent empty"
                wrong += [f"{address}: {problem}" for problem in sent_empty(page, number)]
                wrong += new_violations(page, "390", reader, what, examined)
        assert wrong == []


EMPTIED = """form => {
    form.noValidate = true;
    form.querySelectorAll('textarea, input[type=text], input[type=password]').forEach(field => { field.value = '' });
}"""
REFUSING = (200, 422)  # sign-in's own library answers 200


def sent_empty(page: Page, number: int) -> Iterator[str]:
    form = page.locator(WORDED).nth(number)
    form.evaluate(EMPTIED)
    with page.expect_navigation() as arrived:
        form.locator("button, input[type=submit]").first.click()
    if arrived.value is None or arrived.value.status not in REFUSING:
        yield f"answered {arrived.value.status if arrived.value else 'nothing'}"
    if not page.locator(".error, .errors").count():
        yield "no error is shown"
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
