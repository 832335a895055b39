"""Every answer carries the headers, whatever it is; nothing of a signed-in page is kept."""

from __future__ import annotations

import pytest

from qinqing.accounts.roles import Role
from tests.support.people import signed_in

ANSWERS = [
    pytest.param("/", 200, id="页面"),
    pytest.param("/nowhere/", 404, id="没有的页面"),
    pytest.param("/law/", 500, id="出错"),
    pytest.param("/preferences/", 405, id="方法不对"),
    pytest.param("/gw/findings/", 302, id="要先登录"),
    pytest.param("/patterns/months.svg", 200, id="图"),
    pytest.param("/static/web/img/mark.svg", 404, id="静态文件"),
    pytest.param("/?lang=en", 302, id="换语言"),
]


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_carries_the_headers(visitor, address, status):
    answer = visitor.get(address)
    assert answer.status_code == status
    policy = answer["Content-Security-Policy"]
    assert (
        "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_no_script_and_nothing_inline_is_ever_allowed(visitor):
    policy = visitor.get("/")["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "unsafe" not in policy and "data:" not in policy and "*" not in policy


def test_a_public_page_is_asked_after_each_time_and_differs_by_cookie(visitor):
    answer = visitor.get("/")
    assert answer["Cache-Control"] == "no-cache"
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("address", ["/", "/nowhere/", "/patterns/"])
def test_a_page_of_somebody_signed_in_is_never_kept(office, address):
    assert signed_in(Role.CLERK, office.clerk).get(address)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("seconds", "secure", "said"),
    [
        pytest.param(31_536_000, True, "max-age=31536000", id="HTTPS"),
        pytest.param(31_536_000, False, None, id="不是 HTTPS"),
        pytest.param(0, True, None, id="演示"),
    ],
)
def test_https_is_demanded_for_the_future_only_over_https(visitor, settings, seconds, secure, said):
    settings.SECURE_HSTS_SECONDS = seconds
    assert visitor.get("/", secure=secure).get("Strict-Transport-Security") == said


def test_robots_are_kept_away_from_desks(visitor):
    told = visitor.get("/robots.txt").content.decode()
    assert all(f"Disallow: {face}" in told for face in ("/qy/", "/gw/", "/jj/"))


def test_the_icon_asked_for_by_name_is_the_marks(visitor):
    assert visitor.get("/favicon.ico")["Location"].endswith("web/img/favicon.svg")
