"""Lists of applications to take away: the same rows, in the same order, as the page they are asked for on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import override

from qinqing.accounts.actor import Actor
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Application
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.affairs.permissions import SERVING
from qinqing.affairs.selectors.lists import (
    WorkFilter,
    accepted_by_silence,
    narrowed,
    own_applications,
    urgency,
    visible_applications,
)
from qinqing.affairs.texts import Titles
from qinqing.batches.registry import Asked, Sheet, register
from qinqing.refusals import Say
from qinqing.sheets.writing import Heading

CHUNK = 2_000
SILENCE = "已受理（逾期未告知，视为受理）"
HEADINGS = (
    Heading("编号", 14),
    Heading("事项", 28),
    Heading("企业", 30),
    Heading("统一社会信用代码", 22),
    Heading("办理科室", 16),
    Heading("承办人", 10),
    Heading("渠道", 8),
    Heading("收件日期", 12),
    Heading("状态", 16),
    Heading("受理日期", 12),
    Heading("法定到期日", 12),
    Heading("承诺到期日", 12),
    Heading("下一步应于", 12),
    Heading("缓急", 14),
    Heading("办结日期", 12),
    Heading("结果", 8),
    Heading("证照编号", 16),
    Heading("企业到场次数", 12),
)
# What says how the bureau is doing and who has it in hand is for the bureau.
INSIDE = {"承办人", "缓急"}


def kept(asked: WorkFilter) -> Asked:
    """A worklist's filter as it is kept until the sheet is written; what it does not ask for is left out."""
    said = {name: value for name, value in asdict(asked).items() if value not in (None, "", False)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}


def filter_of(asked: Asked) -> WorkFilter:
    given: dict[str, Any] = dict(asked)
    given |= {name: date.fromisoformat(asked[name]) for name in ("late_on", "due_on") if name in asked}
    given |= {name: tuple(asked[name]) for name in ("firms", "numbers") if name in asked}
    return WorkFilter(**given)


def _work(actor: Actor, asked: Asked) -> QuerySet[Application]:
    """What the worklist's page shows under the same filter; supervision sees every unit there too."""
    wanted, rows = filter_of(asked), visible_applications(actor)
    if wanted.mine:
        rows = rows.filter(handler=actor.official_id, handler__isnull=False)
    return narrowed(rows, wanted)


def _unit(actor: Actor, asked: Asked) -> QuerySet[Application]:
    return visible_applications(actor).order_by("-received_on", "-id")


def _own(actor: Actor, asked: Asked) -> QuerySet[Application]:
    return own_applications(actor)


def _for_staff(rows: Any) -> dict[str, Any]:
    return {
        "may": lambda actor: actor.holds(*SERVING, Role.SUPERVISOR),
        "total": lambda actor, asked: rows(actor, asked).count(),
        "headings": lambda: HEADINGS,
        "rows": lambda actor, asked: cells(rows(actor, asked), HEADINGS),
        "back": "affairs_sheets",
    }


def _outside() -> Sequence[Heading]:
    return [heading for heading in HEADINGS if heading.words not in INSIDE]


register(Sheet("affairs.worklist", Say("待办清单", "Worklist"), **_for_staff(_work)))
register(Sheet("affairs.unit", Say("申请清单", "Applications"), **_for_staff(_unit)))
register(
    Sheet(
        "affairs.own",
        Say("我的申请", "My applications"),
        may=lambda actor: actor.holds(Role.ENTERPRISE),
        total=lambda actor, asked: _own(actor, asked).count(),
        headings=_outside,
        rows=lambda actor, asked: cells(_own(actor, asked), _outside()),
        back="own_affairs",
    )
)


def cells(rows: QuerySet[Application], headings: Sequence[Heading]) -> Iterator[list[Any]]:
    """One row each under the headings wanted, read in portions however many there are."""
    today, titles = timezone.localdate(), Titles()
    wanted = [heading.words for heading in headings]
    for application in rows.iterator(CHUNK):
        with override("zh-hans"):
            told = _told(application, titles, today)
        yield [told[words] for words in wanted]


def _told(one: Application, titles: Titles, today: date) -> dict[str, Any]:
    silent = accepted_by_silence(one, today)
    return {
        "编号": one.number,
        "事项": titles[one.item].zh,
        "企业": one.enterprise.name,
        "统一社会信用代码": one.enterprise.key,
        "办理科室": one.department.name,
        "承办人": one.handler.name if one.handler else "",
        "渠道": str(one.get_channel_display()),
        "收件日期": one.received_on,
        "状态": SILENCE if silent else str(one.get_state_display()),
        "受理日期": one.accepted_on,
        "法定到期日": one.due_on,
        "承诺到期日": one.promised_due_on,
        "下一步应于": one.act_by if one.open and one.act_by != NOT_OUR_TURN else None,
        "缓急": urgency(one, today).says.zh if one.open else "",
        "办结日期": one.ended_on,
        "结果": str(one.get_outcome_display()),
        "证照编号": one.certificate_no,
        "企业到场次数": one.trips,
    }
