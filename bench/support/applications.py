"""A bureau with many applications in its table, as its lists meet them: ten units, two years, every tenth still open, nearly all of them new.

Columns as their steps would have left them; the steps themselves are written for none: no list reads them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.utils import timezone

from qinqing.accounts.models import User
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.models import Application
from qinqing.affairs.models.applications import NOT_OUR_TURN
from qinqing.organisations.models import Department, Enterprise, Official
from tests.support.people import make_office, make_user

UNITS, HANDLERS, DAYS = 10, 200, 730
# One firm for so many applications.
A_FIRM = 50
BATCH = 5_000
STATES = ("received", "awaiting_correction", "running", "running", "running", "paused")


def fill(count: int) -> tuple[User, User]:
    """So many applications; the users of a handler and of the bureau's head."""
    from qinqing.accounts.roles import Role

    office, chance = make_office(), random.Random(7)
    top = office.departments["top"]
    units = [Department.objects.create(key=f"U{n}", name=f"第{n + 1}科", parent=top) for n in range(UNITS)]
    handlers = Official.objects.bulk_create(
        Official(key=f"H{n:03d}", name=f"经办{n}", department=units[n % UNITS], post="科员")
        for n in range(HANDLERS)
    )
    firms = Enterprise.objects.bulk_create(
        (
            Enterprise(key=f"9141990{n:011d}", name=f"清宁市第{n}号{chance.choice(WORDS)}有限公司")
            for n in range(max(count // A_FIRM, 1))
        ),
        batch_size=BATCH,
    )
    clerk = make_user(Role.CLERK, handlers[0])
    made = rows(count, chance, handlers, firms, clerk)
    while some := [*islice(made, BATCH)]:
        Application.objects.bulk_create(some)
    return clerk, make_user(Role.LEADER, office.head)


WORDS = ("建设", "置业", "商贸", "物流", "机械", "食品", "医药", "酒店")


def rows(
    count: int, chance: random.Random, handlers: list[Official], firms: list[Enterprise], by: User
) -> Iterator[Application]:
    today, items = timezone.localdate(), [*load_items()]
    now = timezone.now()
    for n in range(count):
        received = today - timedelta(days=DAYS * (count - n) // count)
        handler = handlers[chance.randrange(HANDLERS)]
        # What is open came in lately, as it does; few rows from long ago still are.
        still = chance.random() < (0.8 if n > count * 7 // 8 else 0.001)
        given = _open(chance, today) if still else _ended(chance, received, by)
        yield Application(
            number=f"{received.year}-{n:06d}",
            key=f"bench-{n}",
            enterprise=firms[chance.randrange(len(firms))],
            item=chance.choice(items),
            department_id=handler.department_id,
            handler=handler if chance.random() < 0.95 else None,
            filed_by=by,
            confirmed_at=now,
            fields={"project_name": "项目", "contact_phone": "0374-0000000"},
            terms={"limit": None, "promised": None, "extension": 0, "extended_by": ""},
            received_at=timezone.make_aware(datetime.combine(received, time(9))),
            received_on=received,
            version=3,
            **given,
        )


def _open(chance: random.Random, today: date) -> dict[str, object]:
    state = chance.choice(STATES)
    waits = state in ("awaiting_correction", "paused")
    day = NOT_OUR_TURN if waits else today + timedelta(days=chance.randrange(-3, 30))
    return {"state": state, "act_by": day, "due_on": None if waits else day}


def _ended(chance: random.Random, received: date, by: User) -> dict[str, object]:
    day = received + timedelta(days=chance.randrange(1, 40))
    return {
        "state": "decided",
        "ended_on": day,
        "decided_on": day,
        "due_on": received + timedelta(days=28),
        "outcome": "granted",
        "reason": "符合条件。",
        "articles": "第十六条",
        "decided_by": by,
    }
