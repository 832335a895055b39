"""A finding keeps the text of the rule that found it, whatever version of the program comes afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from qinqing.oversight.models import Finding, RuleText
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import GIFT, JUDGED_ON, bureau_folder
from tests.support.people import seen_by_supervision

pytestmark = pytest.mark.django_db
RULE = "gift-undeclared"
NOTICE = "规则后来改过"


@pytest.fixture
def gift(tmp_path: Path) -> Finding:
    sweep_folder(bureau_folder(tmp_path / "in", declarations=[{**GIFT, "declared_on": None}]), on=JUDGED_ON)
    return Finding.objects.get(rule=RULE)


def rewrite(found: Finding, text: str) -> None:
    """As if the sweep had been made by a program whose rule read `text`."""
    RuleText.objects.filter(runs__sweep=found.last_sweep, runs__rule=found.rule).update(
        text=text, digest="0" * 64
    )


def test_the_page_shows_the_former_text_once_the_rule_has_changed(gift: Finding) -> None:
    assert NOTICE not in seen_by_supervision(gift)
    rewrite(gift, "SELECT 1 -- 从前的写法")
    page = seen_by_supervision(gift)
    assert NOTICE in page and "从前的写法" in page


def test_the_same_text_is_kept_once(gift: Finding, tmp_path: Path) -> None:
    before = RuleText.objects.count()
    sweep_folder(tmp_path / "in", on=JUDGED_ON)
    assert RuleText.objects.count() == before
