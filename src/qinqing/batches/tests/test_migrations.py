"""What an earlier version wrote is read by this one."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps

from qinqing.accounts.models import User
from qinqing.batches.models import Batch

pytestmark = pytest.mark.django_db


def test_a_report_of_before_has_its_place_in_both_languages() -> None:
    lines = [["第2行", "登记了", "entered"], ["第3行", "row 3", "登记了", "entered"]]
    batch = Batch.objects.create(what="test.sheet", by=User.objects.create(username="one"), report=lines)
    importlib.import_module("qinqing.batches.migrations.0002_report_in_both").name_in_both(apps, None)
    batch.refresh_from_db()
    assert batch.report == [["第2行", "第2行", "登记了", "entered"], lines[1]]
