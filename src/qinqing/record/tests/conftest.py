"""A log kept in a folder of the test's own, and an outsider who witnesses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import unavailable
from qinqing.record.signer import PUBLIC, open_signer
from qinqing.record.tests.keeper import Here
from qinqing.record.tests.outsider import FIRST, Outsider
from qinqing.record.witnesses import (
    add_witness,
)
from qinqing.refusals import Refused
from qinqing.tlog.keys import Verifier, read_verifier
from qinqing.tlog.profile import STANDARD, profile


@pytest.fixture
def algorithms(request: pytest.FixtureRequest, settings: Any) -> str:
    """The profile of the test's log: `standard`, or each in turn under `both_profiles`."""
    settings.LOG_PROFILE = getattr(request, "param", STANDARD)
    try:
        return profile(settings.LOG_PROFILE).name
    except Refused as refused:
        unavailable(str(refused))
        raise


@pytest.fixture
def signer(tmp_path: Path, settings: Any, algorithms: str) -> Here:
    settings.LOG_FILES, settings.SIGNER_FOLDER = tmp_path / "tlog", tmp_path / "signer"
    return Here(open_signer())


@pytest.fixture
def key(signer: Here, settings: Any) -> Verifier:
    return read_verifier((settings.LOG_FILES / PUBLIC).read_text().strip())


@pytest.fixture
def outsider_of(tmp_path: Path, key: Verifier) -> Callable[[str], Outsider]:
    return lambda name: Outsider(tmp_path / name, name, key)


@pytest.fixture
def first(outsider_of: Callable[[str], Outsider]) -> Outsider:
    """Registered, to be asked over HTTP."""
    made = outsider_of(FIRST)
    add_witness(str(made.key.verifier), "http://gsl.example")
    return made
