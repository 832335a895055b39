"""What is wrong with an open page: axe, its width, scripts, charts that only show and do not tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.support.crawl import kind

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SIZES = {"1440": WIDE, "390": PHONE}
# Between phone and desk the columns are narrowest: where they fold and just before.
WIDTHS = (390, 720, 768, 840, 1440)
# Text is held to 7 : 1; the 4.5 : 1 that WCAG AA asks need not be measured as well.
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {
        "color-contrast-enhanced": {"enabled": True},
        "color-contrast": {"enabled": False},
        "identical-links-same-purpose": {"enabled": False},
    },
}
# The one page with a script of ours, which works without it as well.
OTHER_SCRIPTS = "script:not([src*='/affairs/js/autosave.'])"
Examined = set[tuple[str, str, str]]
CONTRAST = "contrast"


def violations(page: Page, contrast: bool = True) -> list[str]:
    """What axe finds; contrast takes three quarters of its time."""
    rules = {**RULES["rules"], "color-contrast-enhanced": {"enabled": contrast}}
    found = Axe().run(page, options={**RULES, "rules": rules}).response["violations"]
    return [f"{v['id']}: {node['target']} {node['html'][:120]}" for v in found for node in v["nodes"]]


def runs_over(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def cut(page: Page) -> list[str]:
    """Tables wider than their place: what is cut off there can be reached, but nothing says so."""
    found = page.eval_on_selector_all(
        ".scroll", "all => all.filter(s => s.scrollWidth > s.clientWidth + 1).map(s => s.ariaLabel)"
    )
    return [str(label) for label in found]


# What somebody sees only when signed in, and each as their role allows.
OWN_PAGES = ("/desk/", "/gw/", "/qy/", "/jj/", "/account/")
# A chart without its table and its CSV is closed to whoever cannot see it; pictures beside a row of figures repeat those.
BARE_CHARTS = """all => all.filter(chart => {
    const around = chart.parentElement;
    return !(around.querySelector('table') && around.querySelector('a[href$=".csv"]'));
}).map(chart => chart.outerHTML.slice(0, 160))"""


def looker(sizes: tuple[str, ...], reader: str, examined: Examined) -> Callable[[Page], Iterator[str]]:
    """What is wrong with the open page, for one reader, at each of these widths in turn."""

    def look(page: Page) -> Iterator[str]:
        if page.query_selector(OTHER_SCRIPTS):
            yield "a script"
        if "/patterns/" not in page.url:
            yield from page.eval_on_selector_all("main figure.chart", BARE_CHARTS)
        own = urlsplit(page.url).path.startswith(OWN_PAGES)
        for size in sizes:
            if len(sizes) > 1:
                page.set_viewport_size(SIZES[size])
            if runs_over(page):
                yield f"wider than the screen of {size}"
            yield from new_violations(page, size, reader if own else "", kind(page.url), examined)

    return look


def new_violations(page: Page, size: str, reader: str, what: str, examined: Examined) -> list[str]:
    """Of what this reader has not been seen to be shown; its colours hang on what it is, whoever reads it."""
    this, colours = (size, reader, what), (size, CONTRAST, what)
    if this in examined:
        return []
    found = violations(page, contrast=colours not in examined)
    examined |= {this, colours}
    return found
