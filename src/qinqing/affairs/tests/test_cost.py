"""What an act asks of the database: kept low, for the database is what all acts share."""

from __future__ import annotations

from typing import Any

import pytest

from qinqing.affairs.services import accepting, deciding, filing
from qinqing.affairs.tests.scene import Scene

pytestmark = pytest.mark.django_db
WHY = ("符合条件。", "实施办法第十六条")


def test_filing_with_its_papers_and_its_entry(scene: Scene, django_assert_max_num_queries: Any) -> None:
    key = scene.draft().key
    with django_assert_max_num_queries(24):
        filing.file_application(scene.firm, key)


def test_accepting(scene: Scene, django_assert_max_num_queries: Any) -> None:
    application = scene.filed()
    with django_assert_max_num_queries(15):
        accepting.accept(scene.clerk, application, 1)


def test_deciding(scene: Scene, django_assert_max_num_queries: Any) -> None:
    application = scene.accepted()
    with django_assert_max_num_queries(15):
        deciding.decide(scene.chief, application, 2, "granted", *WHY)
