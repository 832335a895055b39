"""A bureau with its firms for a crowd: `python -m bench.support.crowd_office 200` in an installation prints who may ask for what.

Four in five act for a firm of their own, which has three applications and a draft; the others are staff of the unit
that handles them. All are signed in.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from bench.support.crowd import Person
from qinqing.config.django import collect_static
from tests.durability import office

SINCE, APPLICATIONS, ITEM = date(2026, 1, 1), 3, "cad-peacetime-registration"
PUBLIC = ["/", "/law/", "/law/7/", "/items/", f"/items/{ITEM}/", "/trust/"]
TOKEN = "t" * 32


def main(count: int) -> list[Person]:
    office.bring_up()
    collect_static()
    from qinqing.accounts.roles import Role
    from qinqing.affairs.models import ItemUnit
    from tests.support.people import make_office, make_user

    scene = make_office()
    works = scene.departments["works"]
    ItemUnit.objects.create(item=ITEM, department=works, receiver=scene.clerk, since=SINCE)
    clerk = make_user(Role.CLERK, scene.clerk)
    people, numbers = [], []
    for n in range(count * 4 // 5):
        person, own = firm_person(n)
        people.append(person)
        numbers += own
    reads = ["/gw/affairs/", "/gw/affairs/?state=received", *(f"/gw/affairs/{one}/" for one in numbers[:200])]
    people += [Person(signed_in(clerk), TOKEN, [*reads, *PUBLIC]) for _ in range(count - len(people))]
    return people


def firm_person(n: int) -> tuple[Person, list[str]]:
    from qinqing.accounts.actor import actor_of
    from qinqing.accounts.models import Authorisation
    from qinqing.accounts.roles import Role
    from qinqing.affairs.services import drafts, filing
    from qinqing.affairs.tests.scene import answers, papers
    from qinqing.organisations.models import Enterprise
    from tests.support.people import make_user

    user = make_user(Role.ENTERPRISE, name=f"person-{n}")
    firm = Enterprise.objects.create(key=f"9141990CROWD{n:06d}", name=f"第{n}号试验有限公司", size="small")
    Authorisation.objects.filter(user=user).update(enterprise=firm)
    actor = actor_of(user)
    numbers = []
    for m in range(APPLICATIONS):
        given = answers(ITEM), papers(actor, ITEM)
        numbers.append(filing.file_in_one(actor, firm, ITEM, f"{n}-{m}", *given).number)
    draft = drafts.open_draft(actor, firm, ITEM)
    reads = ["/qy/", f"/qy/drafts/{draft.key}/", *(f"/qy/applications/{one}/" for one in numbers), *PUBLIC]
    trips: list[tuple[str, dict[str, Any]]] = [
        (f"/qy/applications/{one}/trip/", {"seen": 1, "words": "补交一份材料"}) for one in numbers
    ]
    saved = (f"/qy/drafts/{draft.key}/save/", {f"f-{key}": text for key, text in answers(ITEM).items()})
    return Person(signed_in(user), TOKEN, reads, [*trips, saved, saved, saved]), numbers


def signed_in(user: Any) -> str:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"


if __name__ == "__main__":
    print(json.dumps([asdict(person) for person in main(int(sys.argv[1]))]))
