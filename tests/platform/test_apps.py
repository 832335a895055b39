"""A new app is told what it forgot, and where that goes. The steps: CONTRIBUTING.md, “A new app”."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from qinqing.accounts.entry_words import ENTRY_WORDS
from qinqing.oversight.owners import owns
from scripts import lint

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qinqing"
ENTRY = re.compile(r'@service\(\s*"([a-z_]+\.[a-z_]+)"')
NAMED = re.compile(r"`([^`\n]+)`")
# A file or a folder; words in capitals stand for the reader's own app, `/patterns/` is a page.
PLACE = re.compile(r"(?:\.ci/|\w)[\w/.-]*(?:/[\w.-]*|\.(?:py|md|yaml|toml|po))")
FROM = (ROOT, SOURCE, *sorted(path for path in SOURCE.iterdir() if path.is_dir()))


def contributing() -> str:
    return (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_app_says_what_it_is_for() -> None:
    """Those with tables, and those the import contract names beside them."""
    installed = {Path(app.path).name for app in apps.get_app_configs() if app.name.startswith("qinqing.")}
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layered = {
        name.strip()
        for contract in contracts["contracts"]
        if contract.get("containers") == ["qinqing"]
        for layer in contract["layers"]
        for name in layer.split("|")
    }
    silent = [name for name in sorted(installed | layered) if not (SOURCE / name / "README.md").is_file()]
    assert len(installed) > 10 and layered > {"inspections", "sheets"} and silent == []


def test_every_entry_has_words_for_people() -> None:
    sources = [path for path in SOURCE.rglob("*.py") if "tests" not in path.parts]
    written = {word for path in sources for word in ENTRY.findall(path.read_text(encoding="utf-8"))}
    missing = sorted(written - set(ENTRY_WORDS))
    assert len(written) > 50
    assert missing == [], f"add what people call them to accounts/entry_words.py: {missing}"


@pytest.mark.django_db
def test_every_model_has_its_migration() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"make migrations; lacking: {said.getvalue()}")


def test_an_app_fills_the_fact_tables_of_the_contract_and_makes_none() -> None:
    with pytest.raises(ValueError, match=r"docs/reference/facts\.md"):
        owns({"parking_permits": lambda: iter(())}, bool)


def test_contributing_names_only_what_is_there() -> None:
    words = [word for span in NAMED.findall(contributing()) for word in span.split()]
    places = [word for word in words if PLACE.fullmatch(word) and not re.search("[A-Z]{3}/|/[A-Z]{3}$", word)]
    missing = [place for place in places if not any((folder / place).exists() for folder in FROM)]
    assert len(places) > 30 and missing == []


def test_contributing_names_only_tasks_and_checks_there_are() -> None:
    tasks = set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|  )", contributing())) <= tasks
    assert set(re.findall(r"scripts/lint\.py ([a-z]+)", contributing())) <= {
        check.name for check in lint.checks()
    }


def test_a_term_is_translated_once() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = re.findall(r"^\| ([^|`]+?) \|", glossary, re.MULTILINE)
    assert len(terms) > 100 and [term for term, times in Counter(terms).items() if times > 1] == []
