"""Every page of every reader: axe finds nothing, nothing runs out of a phone, the policy stops nothing, no script is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import SIZES, WIDE, Examined, looker
from tests.journeys.readers import READERS, first_page, sign_in
from tests.support.crawl import walk
from tests.support.demo import Demo


def policy_reports(page: Page) -> list[str]:
    """Collects what the browser reports as stopped by the Content-Security-Policy."""
    reports: list[str] = []
    page.on("request", lambda r: reports.append(str(r.post_data)) if "/csp-report/" in r.url else None)
    return reports


@pytest.mark.parametrize("reader", READERS)
def test_every_page_of_every_reader_is_whole_on_desk_and_phone(
    demo: Demo, browser: Browser, reader: str, examined: Examined
):
    with browser.new_context(locale="zh-CN", viewport=WIDE) as context:
        page = context.new_page()
        reports = policy_reports(page)
        sign_in(page, demo, reader)
        walked = walk(page, first_page(demo, reader), looker((*SIZES,), reader, examined))
        assert walked.problems == []
        assert reports == []
        assert len(walked.seen) > 5
