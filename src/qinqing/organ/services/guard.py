"""The check before an act: the bureau asks about one official and one enterprise and gets one word back."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from qinqing.facts.folder import open_folder
from qinqing.organisations.models import Enterprise, Official
from qinqing.oversight.selectors import latest_sweep
from qinqing.record.models import Entry
from qinqing.record.services import Machine, service, write_entry
from qinqing.refusals import Refused, Say
from qinqing.rules.guard import Guard

RULE = "related-award"
ACT = "tenders"
# The token opens every question, so what a day may ask is bounded: nobody decides on more firms in one, and the ties
# of a person cannot be read out by asking after every firm there is.
MOST_A_DAY = 30


@service("organ.guard")
def recusal_needed(official: str, enterprise: str, on: date) -> bool:
    """Whether `official` must recuse from deciding on `enterprise` on that day. What it rests on stays here."""
    sweep = latest_sweep()
    if sweep is None:
        raise Refused(
            "guard.nothing_loaded", Say("还没有可供核对的资料", "nothing is loaded to check against")
        )
    _must_be_known(enterprise)
    _must_not_be_read_out(official)
    folder = sweep.version.folder
    answer = _held(folder, folder.stat().st_ino, on).ask(RULE, {ACT: [_award(official, enterprise, on)]})
    write_entry(
        Machine("guard"),
        _case(official),
        {"official": official, "enterprise": enterprise, "on": on.isoformat(), "answer": answer},
        person=official,
    )
    return answer == "recuse"


@lru_cache(maxsize=1)
def _held(version: Path, written: int, on: date) -> Guard:
    """The version swept last, read once and held for every question of the day.

    `written`: which folder it is on disk; after a person was erased from the version it is another.
    """
    return Guard(open_folder(version, custody="organ"), on)


def _must_be_known(enterprise: str) -> None:
    """A firm nobody knows has no ties on record: answering 'no recusal' would clear it unseen."""
    if not Enterprise.objects.filter(key=enterprise).exists():
        raise Refused(
            "guard.unknown_enterprise", Say(f"没有企业 {enterprise}", f"there is no enterprise {enterprise}")
        )


def _must_not_be_read_out(official: str) -> None:
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    if Entry.objects.filter(case_id=_case(official), at__gte=midnight).count() >= MOST_A_DAY:
        raise Refused(
            "guard.too_many",
            Say(
                f"工号 {official} 今天已核对 {MOST_A_DAY} 次，明天再核对",
                f"official {official} was checked {MOST_A_DAY} times today; check again tomorrow",
            ),
        )


def _case(official: str) -> str:
    return f"guard/{official}"


def _award(official: str, enterprise: str, on: date) -> dict[str, object]:
    """The award about to be made, as the fact it would become."""
    return {
        "tender_id": "guard",
        "regime": "tender_law",
        "department_id": _department_of(official),
        "official_id": official,
        "category": "other",
        "method": "open",
        "published_on": on,
        "closes_on": on,
        "awarded_on": on,
        "budget_cny": 0,
        "winner_id": enterprise,
    }


def _department_of(official: str) -> str:
    found = Official.objects.select_related("department").filter(key=official).first()
    if found is None:
        raise Refused(
            "guard.unknown_official", Say(f"没有工号 {official}", f"there is no official {official}")
        )
    return found.department.key
