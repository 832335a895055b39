"""The clock stands at the office's day; values, exchange and kept pages are the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import caches

NOON = datetime.fromisoformat("2026-10-20T12:00:00+08:00")
HOME_MEASURE = "xuchang-civil-air-defence"
TEXT = """清宁市亲清政商关系试行办法
第一章 总则
第一条 为了让人安心办事，制定本办法。
第二章 正面清单
以下事项，应当主动做好。
第二条 收到申请，应当在承诺期限内办结，不得拖延。
（一）一次告知需要补正的材料；
（二）逾期的，说明理由。
第三条 本办法自发布之日起施行。
"""


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def own_installation(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Staff need no second factor; no page another test rendered is kept."""
    settings.VALUES_FILE = tmp_path / "values.yaml"
    settings.EXCHANGE = tmp_path / "exchange"
    settings.SECOND_FACTOR_REQUIRED = False
    caches["pages"].clear()
    yield tmp_path
    caches["pages"].clear()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """An invented measure of three articles."""
    path = tmp_path / "办法.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
