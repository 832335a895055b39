"""Going through pages as somebody without a mouse: what the keyboard does not reach is not there.

Wherever it leads, the page is not wider than the screen.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page

from tests.journeys.looking import runs_over

FURTHEST = 200  # presses of a key until what is looked for is reached
FOCUSED = "element => element === document.activeElement"
IN_GROUP = "element => document.activeElement?.name === element.name"


def to(page: Page, found: Locator) -> None:
    found.wait_for()
    _until(page, "Tab", lambda: bool(found.evaluate(FOCUSED)), found)


def follow(page: Page, name: str, exact: bool = False) -> None:
    """A link by its words."""
    to(page, page.locator("main").get_by_role("link", name=name, exact=exact).first)
    _enter(page)


def press(page: Page, name: str) -> None:
    """A button by its words."""
    to(page, page.locator("main").get_by_role("button", name=name, exact=True).first)
    _enter(page)


def write(page: Page, label: str, words: str) -> None:
    to(page, page.locator("main").get_by_label(label).first)
    page.keyboard.type(words)


def tick(page: Page, label: str, nth: int = 0) -> None:
    """A box, or one of several choices: the Tab key reaches their group, arrows go from one to the next."""
    found = page.locator("main").get_by_label(label).nth(nth)
    if found.get_attribute("type") == "radio":
        _until(page, "Tab", lambda: bool(found.evaluate(IN_GROUP)), found)
        _until(page, "ArrowDown", lambda: bool(found.evaluate(FOCUSED)), found)
    else:
        to(page, found)
    if not found.is_checked():
        page.keyboard.press("Space")
    assert found.is_checked(), label


def choose(page: Page, label: str, words: str) -> None:
    """One of a list that opens, or of several choices."""
    found = page.locator("main").get_by_label(label).first
    if found.evaluate("element => element.tagName") != "SELECT":
        tick(page, words)
        return
    to(page, found)
    shown = "element => element.selectedOptions[0].label"
    _until(page, "ArrowDown", lambda: found.evaluate(shown) == words, found)


def _until(page: Page, key: str, reached: Callable[[], bool], found: Locator) -> None:
    for _ in range(FURTHEST):
        if reached():
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {found}")


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert not runs_over(page), page.url
