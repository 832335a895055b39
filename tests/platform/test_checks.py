"""The checks of `make lint` catch what they are there for, and what they should let pass passes."""

from __future__ import annotations

import pytest

from scripts import check_sizes, check_templates
from tests.support.tally import Tally

pytestmark = pytest.mark.custody("bureau")


@pytest.mark.parametrize(
    ("template", "what"),
    [
        pytest.param('<p style="color: red">', "inline style", id="行内样式"),
        pytest.param("<style>p {}</style>", "inline style", id="样式块"),
        pytest.param("<script>alert(1)</script>", "inline script", id="行内脚本"),
        pytest.param('<button onclick="go()">', "event handler", id="事件属性"),
        pytest.param('<a href="javascript:go()">', "javascript: address", id="脚本地址"),
        pytest.param('<script src="//example.org/a.js"></script>', "another host", id="外部主机"),
    ],
)
def test_a_template_the_policy_would_refuse_is_named(template, what):
    assert [(line, found) for line, found, _ in check_templates.problems(f"<h1>一</h1>\n{template}")] == [
        (2, what)
    ]


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("<script src=\"{% static 'web/menu.js' %}\" defer></script>", id="自有脚本"),
        pytest.param('<a href="https://example.org/">外部链接</a>', id="外部链接"),
        pytest.param('{# style="…" #}{% comment %}<script>x</script>{% endcomment %}', id="模板注释"),
        pytest.param('<p class="one" data-style="two">', id="数据属性"),
    ],
)
def test_a_clean_template_passes(template):
    assert check_templates.problems(template) == []


def test_a_long_function_is_named_with_its_line():
    source = "\n\ndef long():\n" + "    x = 1\n" * 60
    assert check_sizes.long_functions(source) == [(3, "long", 61)]
    assert check_sizes.long_functions("def short():\n" + "    x = 1\n" * 59) == []


def test_an_error_in_a_fixture_counts_as_a_failure(tmp_path):
    results = tmp_path / "results.xml"
    results.write_text('<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/></testsuites>')
    tally = Tally.read(results, seconds=2.0)
    assert str(tally + Tally(passed=1)) == "3 passed, 2 failed, 1 skipped"
    assert not tally.green
