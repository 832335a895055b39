"""Departments, officials and enterprises as rows of the fact folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from qinqing.organisations.models import Department, Enterprise, Official

Row = dict[str, Any]
BATCH = 2000


def departments() -> Iterator[Row]:
    for row in Department.objects.select_related("parent", "successor").order_by("key"):
        yield {
            "department_id": row.key,
            "name": row.name,
            "parent_id": row.parent.key if row.parent else None,
            "until": row.until,
            "successor_id": row.successor.key if row.successor else None,
        }


def officials() -> Iterator[Row]:
    for row in Official.objects.select_related("department").order_by("key").iterator(BATCH):
        yield {
            "official_id": row.key,
            "name": row.name,
            "department_id": row.department.key,
            "post": row.post,
            "leader": row.leader,
            "since": row.since,
            "until": row.until,
        }


def enterprises() -> Iterator[Row]:
    for row in Enterprise.objects.order_by("key").iterator(BATCH):
        yield {
            "enterprise_id": row.key,
            "name": row.name,
            "ownership": row.ownership or None,
            "size": row.size or None,
            "region": row.region or None,
            "investor_region": row.investor_region or None,
            "industry": row.industry or None,
            "group_id": row.group_key or None,
            "founded_on": row.founded_on,
            "credit_class": row.credit_class or None,
        }


# Table → the column that names a row, and its rows.
PARTIES: dict[str, tuple[str, Callable[[], Iterator[Row]]]] = {
    "departments": ("department_id", departments),
    "officials": ("official_id", officials),
    "enterprises": ("enterprise_id", enterprises),
}
