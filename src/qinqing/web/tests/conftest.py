"""A visitor of pages that need no app but this one."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def own_addresses(settings) -> None:
    settings.ROOT_URLCONF = "qinqing.web.tests.urls"
    settings.SECOND_FACTOR_REQUIRED = False  # its pages are another app's


@pytest.fixture
def visitor() -> Client:
    """局外: somebody nobody knows."""
    return Client(raise_request_exception=False)
