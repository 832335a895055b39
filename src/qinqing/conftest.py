"""Fixtures of the platform's tests; imported lazily, since the packages without Django are tested without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.people import Office


@pytest.fixture
def office(db: None) -> Office:
    """A small office: head, chief, clerk, watcher, lawyer; two firms."""
    from tests.support.people import make_office

    return make_office()
