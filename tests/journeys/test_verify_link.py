"""The page that checks receipts, opened by a link as a QR code holds it: the receipt is in its address."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from qinqing.tlog.receipt import write_receipt
from qinqing.verify.link import from_digits, to_digits
from qinqing.verify.tests.corpus import home
from qinqing.verify.tests.test_agreement import bundle_of
from tests.journeys.looking import SIZES, runs_over, violations
from tests.journeys.test_verify_page import to_text

UNPACKED = """given => given.map(digits => {
    const bytes = qinqing.unpacked(digits);
    return bytes && btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
})"""


@pytest.mark.proof
def test_the_page_unpacks_every_link_as_python_does(
    saved: Callable[..., Page], scaled: Callable[[int, int], int], record_property: Callable[[str, Any], None]
) -> None:
    page, here, chance = saved(), home(), random.Random(6)
    links = [to_digits(chance.randbytes(size)) for size in (0, 1, 16, 17, 18, 300, 40_000)]
    links += [to_digits(bytes(size)) for size in (70_000, 500_000, 500_001)]
    for _ in range(scaled(300, 10_000)):
        digits = to_digits(write_receipt(here.receipt(chance.randrange(11))))
        at = chance.randrange(len(digits))
        changed = digits[:at] + chance.choice("0123456789") + digits[at + 1 :]
        links.append(chance.choice([digits, changed, changed, digits[:at], digits[at:]]))
    found = page.evaluate(UNPACKED, links)
    for digits, bytes_found in zip(links, found, strict=True):
        assert bytes_found == unpacked_by_python(digits), digits
    record_property("links", len(links))


def unpacked_by_python(digits: str) -> str | None:
    try:
        return to_text(from_digits(digits))
    except ValueError:
        return None


def opened_by_link(page: Page, digits: str, log: str = "") -> str:
    """What the page says when it is opened by a link, with this key already in it."""
    if log:
        page.evaluate(
            "key => { const f = document.getElementById('log-key'); f.defaultValue = f.value = key; }", log
        )
    page.evaluate("digits => { location.hash = digits; }", digits)
    page.wait_for_selector("#result:visible")
    return page.inner_text("#result")


@pytest.mark.parametrize("size", SIZES)
def test_a_link_is_checked_as_it_opens_and_says_whose_key_that_was(
    saved: Callable[..., Page], size: str
) -> None:
    page, here = saved(viewport=SIZES[size]), home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)
    said = opened_by_link(page, to_digits(bundle.data), bundle.log)
    for words in ("回执成立", "第 4 条", "某企业的申请，已收到", "不依赖它", "没有核对见证"):
        assert words in said
    assert violations(page) == [] and not runs_over(page)
    assert page.evaluate("document.querySelector('#result').getBoundingClientRect().top < innerHeight")


def test_a_link_without_a_key_asks_for_it_and_a_cut_one_says_so(saved: Callable[..., Page]) -> None:
    page, here = saved(), home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)
    digits = to_digits(bundle.data)
    assert "还要填日志的公钥" in opened_by_link(page, digits)
    page.fill("#log-key", bundle.log)
    page.click("button")
    page.wait_for_selector("text=回执成立")
    assert "二维码里的回执不完整" in opened_by_link(page, digits[:-1])
    assert "没有核验" in page.inner_text("#result") and "link.malformed" in page.inner_text("#result")


def test_a_forged_receipt_in_a_link_is_refused_in_words(saved: Callable[..., Page]) -> None:
    page, here = saved(), home()
    bundle = bundle_of(write_receipt(here.receipt(4)), here)
    forged = bundle.data.replace("已收到".encode(), "未收到".encode())
    said = opened_by_link(page, to_digits(forged), bundle.log)
    assert "不成立" in said and "不要当作凭据" in said and "不依赖它" not in said
