"""page.html as a file: built of what lies beside it, whole, and without a way to the network."""

from __future__ import annotations

import re

from qinqing.verify import build
from qinqing.verify.serve import page_with_keys, policy


def test_the_page_in_the_folder_is_the_one_that_would_be_built_now() -> None:
    assert build.PAGE.read_text(encoding="utf-8") == build.page(), "python -m qinqing.verify.build"


def test_the_page_allows_itself_its_one_script_and_style_and_nothing_else() -> None:
    page = build.page()
    assert page.count("<script") == page.count("<style") == 1
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and policy[1].startswith("default-src 'none'; script-src 'sha256-")
    script = page.split("<script>")[1].split("</script>")[0]
    assert build.hashed(script) in policy[1]
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest|WebSocket|<link|\ssrc=", page)


def test_the_page_has_the_words_of_the_file() -> None:
    script = build.script()
    for zh, en in build.words().values():
        assert build.json.dumps(zh, ensure_ascii=False) in script
        assert build.json.dumps(en, ensure_ascii=False) in script


def test_a_served_page_holds_the_keys_of_its_installation() -> None:
    names = {"a.b": ("办一件事", "an <act>")}
    page = page_with_keys(["log.example+00000000+A<b>", "promise"], ["one", "two"], names)
    assert '">log.example+00000000+A&lt;b&gt;\npromise</textarea>' in page
    assert ">one\ntwo</textarea>" in page
    assert '<li data-code="a.b"><span>办一件事</span><span lang="en">an &lt;act&gt;</span></li></ul>' in page


def test_a_server_learns_from_the_page_what_it_must_allow() -> None:
    found = policy(build.page())
    assert set(found) == {"default-src", "script-src", "style-src"}
    assert found["default-src"] == "'none'" and found["script-src"].startswith("'sha256-")
