"""Going through pages as somebody without a mouse: what the Tab key does not reach is not there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

FURTHEST = 200  # presses of Tab until what is looked for is reached


def to(page: Page, found: Locator) -> None:
    found.wait_for()
    for _ in range(FURTHEST):
        if found.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {found}")


def follow(page: Page, name: str) -> None:
    """A link by its words."""
    to(page, page.locator("main").get_by_role("link", name=name).first)
    _enter(page)


def press(page: Page, name: str) -> None:
    """A button by its words."""
    to(page, page.locator("main").get_by_role("button", name=name, exact=True).first)
    _enter(page)


def write(page: Page, label: str, words: str) -> None:
    to(page, page.locator("main").get_by_label(label).first)
    page.keyboard.type(words)


def tick(page: Page, label: str, nth: int = 0) -> None:
    """A box or one of several choices."""
    found = page.locator("main").get_by_label(label).nth(nth)
    found.focus()
    page.keyboard.press("Space")
    assert found.is_checked(), label


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
