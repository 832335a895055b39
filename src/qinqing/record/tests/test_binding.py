"""What is committed to of a new row is what the database gives back, or it is read again."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db import models

from qinqing.record.binding import Unsure, as_held, digest_of

BEIJING = timezone(timedelta(hours=8))


class Colour(models.TextChoices):
    RED = "red"


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [
        pytest.param(models.CharField(), Colour.RED, "red", id="选项"),
        pytest.param(models.DateField(), "2026-11-30", date(2026, 11, 30), id="日期"),
        pytest.param(
            models.DateTimeField(),
            datetime(2026, 11, 30, 8, tzinfo=BEIJING),
            datetime(2026, 11, 30, tzinfo=UTC),
            id="时刻",
        ),
        pytest.param(
            models.DecimalField(max_digits=9, decimal_places=2), Decimal("1.5"), Decimal("1.50"), id="金额"
        ),
        pytest.param(models.JSONField(), {"b": (1, "甲")}, {"b": [1, "甲"]}, id="JSON"),
        pytest.param(models.BooleanField(), 1, True, id="是否"),
        pytest.param(models.IntegerField(null=True), None, None, id="空"),
    ],
)
def test_a_value_in_the_form_it_comes_back_in(field: Any, value: object, held: object) -> None:
    assert digest_of(("x",), (as_held(field, value),)) == digest_of(("x",), (held,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param(models.JSONField(), [1e16], id="JSON里的小数"),
        pytest.param(models.IntegerField(), models.F("other") + 1, id="由数据库计算"),
    ],
)
def test_what_only_the_database_knows_is_left_to_it(field: Any, value: object) -> None:
    with pytest.raises(Unsure):
        as_held(field, value)
