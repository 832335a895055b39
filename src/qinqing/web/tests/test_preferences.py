"""Reading preferences are cookies rendered by the server; they change how pages look and nothing else."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from qinqing.web.preferences import Preferences, page_address, preferences_of


def opening(answer) -> str:
    """The `<html …>` of a page."""
    return answer.content.decode().split("<html", 1)[1].split(">", 1)[0]


def test_a_new_visitor_reads_standard_chinese(visitor):
    assert opening(visitor.get("/")) == ' lang="zh-Hans"'


def test_what_a_browser_accepts_is_not_asking_for_english(visitor):
    answer = visitor.get("/", headers={"Accept-Language": "en-GB,en"})
    assert opening(answer) == ' lang="zh-Hans"'
    assert answer["Content-Language"] == "zh-hans"


@pytest.mark.parametrize(
    ("name", "value", "attribute"),
    [
        pytest.param("text", "large", 'data-text="large"', id="大字"),
        pytest.param("contrast", "high", 'data-contrast="high"', id="高对比"),
        pytest.param("simple", "1", 'data-simple="1"', id="简明"),
        pytest.param("cursor", "large", 'data-cursor="large"', id="大指针"),
    ],
)
def test_a_button_changes_one_preference_and_comes_back(visitor, name, value, attribute):
    answer = visitor.post("/preferences/", {name: value, "next": "/patterns/?page=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/patterns/?page=2")
    page = visitor.get("/")
    assert attribute in opening(page)
    assert f'name="{name}" value="{value}" aria-pressed="true"' in page.content.decode()


def test_preferences_add_up_and_are_taken_back_one_by_one(visitor):
    visitor.post("/preferences/", {"text": "large"})
    visitor.post("/preferences/", {"contrast": "high"})
    assert 'data-text="large" data-contrast="high"' in opening(visitor.get("/"))
    visitor.post("/preferences/", {"text": ""})
    assert "data-text" not in opening(visitor.get("/")) and "data-contrast" in opening(visitor.get("/"))


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor):
    cookie = visitor.post("/preferences/", {"text": "large"}).cookies["qinqing_reading"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("https://elsewhere.example/", id="别的网站"),
        pytest.param("//elsewhere.example/", id="省略协议"),
        pytest.param("javascript:alert(1)", id="脚本"),
        pytest.param("", id="没有写"),
        pytest.param("patterns/", id="相对地址"),
    ],
)
def test_the_way_back_never_leads_elsewhere(visitor, asked):
    assert visitor.post("/preferences/", {"text": "large", "next": asked})["Location"] == "/"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="别的网站的表单"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="同域的另一个站"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 302, id="本站"),
        pytest.param({"Origin": "https://elsewhere.example"}, 403, id="旧浏览器，别的网站"),
        pytest.param({"Origin": "http://testserver"}, 302, id="旧浏览器，本站"),
        pytest.param({"Origin": "http://["}, 403, id="来源不成地址"),
        pytest.param({}, 302, id="更旧的浏览器"),
    ],
)
def test_another_site_cannot_change_how_somebody_reads(visitor, headers, status):
    assert visitor.post("/preferences/", {"text": "large"}, headers=headers).status_code == status


def test_a_link_changes_the_language_and_leaves_no_trace_in_the_address(visitor):
    answer = visitor.get("/patterns/?page=2&lang=en&q=a b")
    assert answer["Location"] == "/patterns/?page=2&q=a+b"
    assert opening(visitor.get("/")) == ' lang="en"'
    visitor.get("/?lang=zh-hans")
    assert opening(visitor.get("/")) == ' lang="zh-Hans"'


def test_changing_the_language_never_leads_elsewhere(visitor):
    answer = visitor.get("/?lang=en", PATH_INFO="//elsewhere.example/")
    assert answer["Location"] == "/%2Felsewhere.example/"


@pytest.mark.parametrize("word", ["fr", "EN", "", "../en"])
def test_a_language_we_do_not_speak_is_no_language(visitor, word):
    answer = visitor.get("/", {"lang": word})
    assert answer.status_code == 200 and not answer.cookies


@pytest.mark.parametrize(
    "cookie",
    [
        pytest.param("text-enormous", id="没有的值"),
        pytest.param("colour-red", id="没有的名字"),
        pytest.param('text-large" onload="x', id="注入"),
        pytest.param("..--..", id="乱码"),
        pytest.param("x" * 5000, id="过长"),
    ],
)
def test_a_cookie_we_did_not_write_is_the_standard(cookie):
    assert preferences_of({"qinqing_reading": cookie, "qinqing_language": cookie}) == Preferences()


def test_each_way_a_page_can_look_has_its_own_key():
    ways = [
        Preferences(),
        Preferences(text="large"),
        Preferences(contrast="high"),
        Preferences(language="en"),
    ]
    assert len({way.key for way in ways}) == len(ways)
    assert all(preferences_of({"qinqing_reading": way.cookie}).cookie == way.cookie for way in ways)


def test_after_a_refused_form_the_way_back_is_the_page_it_stood_on():
    request = RequestFactory().post(
        "/findings/1/disposition/", headers={"Referer": "http://testserver/findings/1/?page=2"}
    )
    assert page_address(request) == "/findings/1/?page=2"


@pytest.mark.parametrize(
    "referer", ["", "https://elsewhere.example/findings/", "http://testserver", "http://["]
)
def test_without_a_page_of_our_own_the_way_back_is_home(referer):
    assert page_address(RequestFactory().post("/x/", headers={"Referer": referer})) == "/"
