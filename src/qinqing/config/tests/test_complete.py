"""A real bureau's installation is not served before it says whose it is."""

from __future__ import annotations

import pytest

from qinqing.config.declared import read, refuse_incomplete
from qinqing.refusals import Refused

OWN = {"QINQING_OFFICE": "某市人民防空办公室", "QINQING_HEADS": "GW001"}


def test_every_setting_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(Refused, match=r"settings\.missing") as refused:
        refuse_incomplete({})
    assert [problem.where for problem in refused.value.problems] == ["QINQING_OFFICE", "QINQING_HEADS"]


def test_a_bureau_that_says_whose_it_is_and_a_demonstration_are_complete() -> None:
    refuse_incomplete(OWN)
    refuse_incomplete({"QINQING_DEMO": "true"})


def test_a_measure_nobody_knows_is_no_measure_to_run_by() -> None:
    with pytest.raises(Refused, match=r"measure\.unknown"):
        refuse_incomplete(OWN | {"QINQING_MEASURE": "foo"})


@pytest.mark.parametrize("name", ["QINQING_HEAD", "QINQING_OFICE"])
def test_a_name_almost_a_settings_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=r"settings\.malformed") as refused:
        read({name: "x"})
    assert [problem.where for problem in refused.value.problems] == [name]


def test_a_name_unlike_any_settings_is_somebody_elses() -> None:
    assert read({"QINQING_REQUIRE_ALL": "1", "QINQING_LANG": "en"}) == read({})


def test_an_address_of_the_organ_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match=r"settings\.malformed"):
        read({"QINQING_ORGAN_URL": "nonsense"})


@pytest.mark.parametrize("name", ["DATABASE_URL", "ORGAN_DATABASE_URL"])
def test_an_address_that_cannot_be_read_is_named_and_its_password_is_not_shown(name: str) -> None:
    with pytest.raises(Refused, match=name) as refused:
        read({name: "mysql://bureau:marked-password@host/name"})
    assert "marked-password" not in str(refused.value)
