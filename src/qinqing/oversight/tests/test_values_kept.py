"""A finding is shown with the values its sweep judged by, whatever the bureau confirms or sets afterwards."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from qinqing.law.values import Values, write_values
from qinqing.oversight.models import Finding, Sweep, ValueVersion
from qinqing.oversight.services.sweep import sweep_folder
from qinqing.oversight.tests.folders import GIFT, JUDGED_ON, bureau_folder
from tests.support.people import Office, make_finding, seen_by_supervision

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)


def handed_in_from(path: Path, amount: int) -> Values:
    """A bureau's file: gifts worth `amount` and more are handed in."""
    return write_values(path, values={"gift_handover_cny": {SINCE: Decimal(amount)}})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bureau_folder(tmp_path / "in", declarations=[GIFT])


def gift() -> Finding:
    return Finding.objects.get(rule="gift-undeclared")


def test_the_page_shows_what_the_sweep_judged_by_after_the_home_file_changed(
    folder: Path, own_installation: Path
) -> None:
    sweep_folder(folder, on=JUDGED_ON, values=handed_in_from(own_installation / "other.yaml", 321))
    handed_in_from(own_installation / "values.yaml", 987)
    page = seen_by_supervision(gift())
    assert "321" in page and "987" not in page


def test_the_next_sweep_judges_by_the_new_file_and_the_page_says_so(
    folder: Path, own_installation: Path
) -> None:
    sweep_folder(folder, on=JUDGED_ON, values=handed_in_from(own_installation / "other.yaml", 321))
    handed_in_from(own_installation / "values.yaml", 432)
    sweep_folder(folder, on=JUDGED_ON)
    page = seen_by_supervision(gift())
    assert "432" in page and "321" not in page


def test_a_finding_the_rules_no_longer_yield_keeps_the_values_it_was_found_by(
    folder: Path, own_installation: Path
) -> None:
    sweep_folder(folder, on=JUDGED_ON, values=handed_in_from(own_installation / "other.yaml", 321))
    handed_in_from(own_installation / "values.yaml", 98765)
    sweep_folder(folder, on=JUDGED_ON)
    found = gift()
    assert not found.present
    assert "321" in seen_by_supervision(found)


def test_the_same_values_are_kept_once(folder: Path, own_installation: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        sweep_folder(folder, on=JUDGED_ON, values=handed_in_from(own_installation / name, 321))
    assert (Sweep.objects.count(), ValueVersion.objects.count()) == (2, 1)


def test_a_value_that_was_unset_then_is_shown_as_unset_after_it_was_set(
    folder: Path, own_installation: Path
) -> None:
    late = {**GIFT, "declared_on": None}
    sweep_folder(bureau_folder(own_installation / "late", declarations=[late]), on=JUDGED_ON)
    handed_in_from(own_installation / "values.yaml", 987)
    page = seen_by_supervision(gift())
    assert "本局尚未确认" in page and "987" not in page


def test_a_sweep_from_before_values_were_kept_says_so_and_shows_no_others(
    office: Office, own_installation: Path
) -> None:
    handed_in_from(own_installation / "values.yaml", 987)
    page = seen_by_supervision(make_finding(office, rule="gift-undeclared"))
    assert "当时的数值没有留存" in page and "987" not in page
