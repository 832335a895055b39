"""Every refusal is documented: its code word, both sentences, what to do now, and what it rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qinqing.refusals import Refused, Say, speaking
from scripts import generate_refusals_reference
from scripts.refusals_found import VARIES, Spoken, find

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "refusals.md"
# A code word as it is written, whatever is called with it; a test's `match=` writes its full stop escaped.
RAISED = re.compile(r'\b(?:Refused|Failed|_?refused|ended)\(\s*"([a-z_]+\.[a-z_-]+)"')
EXPECTED = re.compile(r'(?:match=r"|\.code == ")([a-z_]+)\\?\.([a-z_-]+)"')

pytestmark = pytest.mark.custody("bureau")


def sources(tests: bool) -> str:
    """All our Python, either of the program or of its tests."""
    paths = [path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py")]
    is_test = {path: "tests" in path.relative_to(ROOT).parts for path in paths}
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if is_test[path] == tests)


def listed() -> set[str]:
    return set(re.findall(r"^\| `([a-z_]+\.[a-z_-]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_code_word_in_the_code_is_listed():
    raised = set(RAISED.findall(sources(tests=False)))
    assert len(raised) > 100
    assert raised - listed() == set()


def test_no_code_word_is_listed_that_nothing_raises():
    assert listed() - set(RAISED.findall(sources(tests=False))) == set()


def test_every_code_word_a_test_expects_is_listed():
    expected = {".".join(found) for found in EXPECTED.findall(sources(tests=True))}
    assert len(expected) > 50
    assert expected - listed() == set()


def test_the_page_says_what_the_code_says():
    assert PAGE.read_text(encoding="utf-8") == generate_refusals_reference.page()


@pytest.fixture(scope="module")
def spoken() -> list[Spoken]:
    return find()


def test_every_refusal_speaks_both_languages_and_says_more_than_what_varies(spoken: list[Spoken]):
    assert [(one.code, one.path, one.says) for one in spoken if not speaks_both(one)] == []


def speaks_both(one: Spoken) -> bool:
    zh, en = (text.replace(VARIES, "") for text in one.says)
    chinese = re.compile(r"[\u4e00-\u9fff]")
    return len(chinese.findall(zh)) > 1 and bool(re.search(r"[a-z]{2}", en)) and not chinese.search(en)


def test_every_refusal_of_an_app_says_what_to_do_now(spoken: list[Spoken]):
    of_apps = [one for one in spoken if one.path.endswith("/refusals.py")]
    assert len(of_apps) > 100
    assert [(one.code, one.path) for one in of_apps if not all(one.remedy)] == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        pytest.param("zh", "须有澄清。请写明。依据：《规则》第十七条。", id="中文"),
        pytest.param("en", "A clearance is needed. Write it. Source: Rules, Art. 17.", id="英文"),
    ],
)
def test_a_refusal_says_what_then_the_remedy_then_what_it_rests_on(language: str, told: str):
    refused = Refused(
        "a.b",
        Say("须有澄清。", "A clearance is needed."),
        remedy=Say("请写明。", "Write it."),
        cites=Say("《规则》第十七条", "Rules, Art. 17"),
    )
    with speaking(language):
        assert str(refused.says) == told
