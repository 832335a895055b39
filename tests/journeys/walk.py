"""Walking the sites as somebody: signing in, and every kind of page their links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Page

from qinqing.accounts.demo import PASSWORD, PEOPLE
from qinqing.accounts.roles import ORGAN_ROLES, Role
from tests.support.demo import Demo

STRANGER = "stranger"
READERS = (STRANGER, *(role.value for role in PEOPLE))
# Leaving is a journey of its own, and a file is not a page.
NOT_WALKED = re.compile(r"sign-out|\.(?:csv|svg|ico|txt|age|json)(?:\?|$)|recovery-codes/file|/file/")
# Pages of the same kind differ by these only.
VARYING = (
    (re.compile(r"\?.*$"), ""),
    (re.compile(r"/\d{4}-\d+/"), "/N/"),
    (re.compile(r"/\d+(?:-\d+)?/"), "/N/"),
    (re.compile(r"/[0-9A-Z]{15,18}/"), "/CODE/"),
    (re.compile(r"/(rules|values|norms)/[a-z0-9_-]+/"), r"/\1/NAME/"),
)
# How many pages of one kind are looked at: the first ones and the rest of their kind are alike.
OF_A_KIND = 2


def site_of(demo: Demo, reader: str) -> str:
    return demo.organ if reader in {role.value for role in ORGAN_ROLES} else demo.bureau


def sign_in(page: Page, demo: Demo, reader: str) -> None:
    """Through the form, as a person does it; a stranger stays one."""
    if reader == STRANGER:
        return
    page.goto(f"{site_of(demo, reader)}/sign-in/")
    page.fill("input[name=login]", PEOPLE[Role(reader)])
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    assert "/sign-in/" not in page.url, f"{reader} could not sign in"


def kind_of(address: str) -> str:
    path = urlsplit(address).path + (f"?{urlsplit(address).query}" if urlsplit(address).query else "")
    for pattern, kind in VARYING:
        path = pattern.sub(kind, path)
    return path


def pages_of(page: Page, site: str) -> Iterator[str]:
    """Addresses reached from the first page by links, a few of each kind; each is open in `page` when yielded."""
    waiting, seen, kinds = [f"{site}/", f"{site}/desk/"], set(), {}
    while waiting:
        address = waiting.pop(0)
        kind = kind_of(address)
        if address in seen or kinds.get(kind, 0) >= OF_A_KIND:
            continue
        seen.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        page.goto(address)
        waiting += links_on(page, site)
        yield address


def links_on(page: Page, site: str) -> list[str]:
    """Same-site links of the open page without their fragments."""
    found = re.findall(r'<a\b[^>]*\shref="([^"]+)"', page.content())
    absolute = (urljoin(page.url, href.replace("&amp;", "&")).split("#")[0] for href in found)
    return [a for a in absolute if a.startswith(f"{site}/") and not NOT_WALKED.search(a) and "lang=" not in a]
