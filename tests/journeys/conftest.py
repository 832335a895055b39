"""What a journey starts with: the demonstration as `make run` serves it, and a page in Debian's Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from conftest import unavailable
from qinqing.verify import build
from tests.journeys.looking import Examined
from tests.support import chromium
from tests.support.demo import Demo, built, running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demonstration county, built once for all journeys, each process with a copy of its own to work in."""
    own, folder = tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("demo")
    together = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home = shutil.copytree(built(together / "built"), folder / "home")
    with running(folder, home) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.path() is None:
        unavailable("Chromium (Debian package chromium)")
    with chromium.browser() as started:
        yield started


@pytest.fixture(scope="session")
def examined() -> Examined:
    """(width, reader, kind of page) already under axe: the second page of a kind is walked, not examined again.

    Every reader's own pages, since each shows what their role allows; of the public ones, one reader's.
    """
    return set()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor nobody knows yet, reading Chinese on a wide screen."""
    fresh = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def saved(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """The page that checks receipts as somebody saved it, opened from there with no network; `spoilt`: as if too new for the browser."""
    file = tmp_path / "page.html"
    file.write_bytes(build.PAGE.read_bytes())
    contexts = []

    def opened(script: str = "", spoilt: bool = False, **how: Any) -> Page:
        if spoilt:
            file.write_text(file.read_text().replace('"use strict";', '"use strict"; 1nn;', 1))
        context = browser.new_context(locale="zh-CN", offline=True, **how)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """A journey that fails shows what the demonstration said last: the trace of a page that broke is there."""
    report = yield
    served = getattr(item, "funcargs", {}).get("demo")
    if report.failed and served is not None:
        for log in [served.home.parent / "demo.log", *served.home.glob("*/log/*.log")]:
            said = log.read_text(encoding="utf-8", errors="replace")
            report.sections.append((str(log), "\n".join(said.splitlines()[-60:])))
    return report
