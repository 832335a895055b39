"""How long the file of a settled matter is kept: a value the bureau sets by its archives schedule, and nobody guesses."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from qinqing.law.values import load_catalogue
from qinqing.oversight.services.sweep import home_values
from qinqing.refusals import Say

CASE_FILE, CLEARED_FILE = "case_file_retention_years", "cleared_file_retention_years"


def kept(settled: datetime, *, cleared: bool) -> Say | None:
    """Why a matter settled then is kept today; None when its time is over."""
    id = CLEARED_FILE if cleared else CASE_FILE
    day, today = timezone.localdate(settled), timezone.localdate()
    dated = home_values().value_on(id, day)
    if dated is None:
        name = load_catalogue()[id].describes
        return Say(
            f"无法判定：“{name.zh}”（{id}）没有数值，请按档案保管期限表设定",
            f"undetermined: “{name.en}” ({id}) is not set; set it by the archives schedule",
        )
    until = _years_on(day, int(str(dated.value)))
    if until < today:
        return None
    return Say(f"案卷依规定保存到 {until}", f"the case file is kept until {until}")


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
