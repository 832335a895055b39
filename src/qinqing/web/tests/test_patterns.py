"""The patterns page shows every component there is, and only components that exist are written about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qinqing.web.components.registry import register
from qinqing.web.patterns.pages import PICTURES

WEB = Path(__file__).resolve().parent.parent
# What base pages use and no page needs to be shown.
OF_BASE_PAGES = {"columns", "reading_attributes", "navigation", "open_to", "open_link"}
# A page of its own form shows these: on /patterns/ nothing can be posted, and a finding's head is a whole page's.
OF_WHOLE_PAGES = {"post", "finding_head"}


def patterns_source() -> str:
    folder = WEB / "templates" / "web"
    return "".join(
        path.read_text(encoding="utf-8")
        for path in [folder / "patterns.html", *sorted((folder / "patterns").glob("*"))]
    )


def test_every_component_is_shown():
    used = set(re.findall(r"\{% (\w+)", patterns_source()))
    assert set(register.tags) - OF_BASE_PAGES - OF_WHOLE_PAGES <= used


def test_every_component_is_in_the_readme():
    written = set(re.findall(r"`(\w+)`", (WEB / "README.md").read_text(encoding="utf-8")))
    assert set(register.tags) - {"reading_attributes", "navigation"} <= written


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_is_whole_in_both_languages(visitor, language):
    visitor.get("/", {"lang": language})
    page = visitor.get("/patterns/")
    assert page.status_code == 200
    assert page.content.decode().count("<h1") == 1


def test_no_two_things_on_the_page_share_an_id(visitor):
    ids = re.findall(r'\sid="([^"]+)"', visitor.get("/patterns/").content.decode())
    assert len(ids) == len(set(ids))


def test_every_picture_of_the_page_is_drawn(visitor):
    page = visitor.get("/patterns/").content.decode()
    asked = set(re.findall(r"/patterns/(\w+)\.svg", page))
    assert asked == set(PICTURES)
    for name in asked:
        for query in ("", "?narrow"):
            answer = visitor.get(f"/patterns/{name}.svg{query}")
            assert answer["Content-Type"] == "image/svg+xml"
            assert answer.content.startswith(b"<svg ")


def test_a_picture_nobody_drew_is_missing(visitor):
    assert visitor.get("/patterns/donut.svg").status_code == 404
