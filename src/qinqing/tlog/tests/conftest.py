"""Both profiles, one after the other: what holds of one holds of the other."""

from __future__ import annotations

import pytest

from conftest import unavailable
from qinqing.refusals import Refused
from qinqing.tlog.profile import NAMES, Profile, profile


@pytest.fixture(params=NAMES)
def of(request: pytest.FixtureRequest) -> Profile:
    """The profile a test runs under; what this machine cannot compute is named."""
    try:
        return profile(request.param)
    except Refused as refused:
        unavailable(str(refused))
        raise
