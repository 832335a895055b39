"""Walking a site as one person: every page a link leads to, one of each kind, and what went wrong on it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import Page, Response

# Pages that differ only in a number, a key or a query are one kind; two of each are looked at.
PER_KIND = 2
NOT_PAGES = (
    ".csv",
    ".svg",
    ".png",
    ".pdf",
    ".age",
    ".zip",
    ".txt",
    ".json",
    ".xlsx",
    ".pub",
    ".py",
    ".html",
    "/log/checkpoint",
    "/log/guomi/checkpoint",
    "/log/guomi/policy",
    # The one page with a script; it has tests of its own.
    "/verify/",
)
NOT_FOLLOWED = ("/sign-out", "/files/")
# Named by a word instead of a number, and alike all the same.
NAMED = re.compile(r"/(rules|values|norms|items)/[a-z][\w-]*/")


@dataclass(slots=True)
class Walk:
    """Where somebody got: addresses seen in order, and problems as sentences."""

    seen: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def kind(address: str) -> str:
    """`/gw/findings/2026-0042/?page=2` and `/gw/findings/2026-0007/` are one kind."""
    return re.sub(r"/[^/]*\d[^/]*", "/#", NAMED.sub(r"/\1/#/", urlsplit(address).path))


def links(page: Page) -> list[str]:
    """Same-site addresses the page leads to, without fragments."""
    site = urlsplit(page.url)
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    addresses = [urldefrag(urljoin(page.url, href)).url for href in found]
    return [a for a in addresses if urlsplit(a).netloc == site.netloc and not _passed_over(a)]


def _passed_over(address: str) -> bool:
    path, query = urlsplit(address).path, urlsplit(address).query
    # Changing the language would change it for the rest of the walk.
    return path.endswith(NOT_PAGES) or "lang=" in query or any(word in path for word in NOT_FOLLOWED)


def walk(
    page: Page,
    start: str,
    look: Callable[[Page], Iterator[str]] = lambda page: iter(()),
    per_kind: int = PER_KIND,
) -> Walk:
    """Visits what can be reached from `start`; `look` may name further problems of a page."""
    done, waiting, kinds = Walk(), deque([start]), {}
    _listen(page, done)
    while waiting:
        address = waiting.popleft()
        if address in done.seen or kinds.get(kind(address), 0) >= per_kind:
            continue
        kinds[kind(address)] = kinds.get(kind(address), 0) + 1
        done.seen.append(address)
        answer = page.goto(address)
        if answer is None or answer.status >= 400:
            done.problems.append(f"{address}: answered {answer.status if answer else 'nothing'}")
            continue
        done.problems += [f"{address}: {problem}" for problem in look(page)]
        waiting += links(page)
    return done


def _listen(page: Page, done: Walk) -> None:
    """What the browser complains of: refused by the security policy, failed, or an error of ours."""

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            done.problems.append(f"{page.url}: {response.url} answered {response.status}")

    page.on("response", answered)
    page.on("pageerror", lambda error: done.problems.append(f"{page.url}: {error}"))
    page.on("console", lambda m: done.problems.append(f"{page.url}: {m.text}") if m.type == "error" else None)
