"""What the custody test runs in processes of their own: the organ works, the bureau takes in and shows everything.

`python -m tests.platform.custody_steps work HOME MARKER` · `… take` · `… crawl FOLDER` · `… accounts` · `… held`
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter, deque
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

STARTS = ("/", "/law/", "/law.csv", "/law/counting/", "/rules/", "/desk/", "/gw/findings/", "/gw/findings.csv", "/gw/clearances/",
          "/gw/notices/", "/gw/sweeps/", "/gw/checks/recusal/", "/gw/people/", "/gw/entries/", "/gw/departments/", "/gw/enterprises/", "/qy/")  # fmt: skip
# Of pages that differ only in which object they show, this many are looked at.
PER_ROUTE = 2
ASKING, PASSWORD = "jingban", "一个口令-qingning"


def work(marker: str) -> None:
    """At the organ's desk: the finding becomes a lead, a total is released, a package is sealed. `marker` in every reason."""
    import pyrage

    from qinqing.accounts.roles import Role
    from qinqing.organ.services import leads, packages, releases
    from qinqing.oversight.models import Finding
    from tests.support.people import DAY, make_actor

    handler, approver = make_actor(Role.ORGAN_HANDLER), make_actor(Role.ORGAN_APPROVER)
    finding = Finding.objects.get()
    leads.register_lead(handler, finding, marker)
    releases.release_total(approver, releases.propose_release(handler, "18", DAY, DAY, 3, marker))
    key = str(pyrage.x25519.Identity.generate().to_public())
    recipient = packages.add_recipient(approver, "清宁市纪委监委（虚构）", key)
    packages.agree_package(approver, packages.ask_package(handler, finding, recipient, marker))


def take() -> None:
    """The bureau's worker takes in what was released."""
    from qinqing.measures.tasks import take_releases

    if take_releases.func() != 1:
        raise SystemExit("the release was not taken in")


def crawl(folder: Path) -> None:
    """Every page any bureau role can reach by links, and a stranger, written out one file per answer."""
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    from qinqing.accounts.roles import ORGAN_ROLES, Role
    from qinqing.organisations.models import Official
    from tests.support.people import make_user

    setup_test_environment()
    settings.SECOND_FACTOR_REQUIRED = False
    official = Official.objects.get(key="O3")
    for role in [None, *(role for role in Role if role not in ORGAN_ROLES)]:
        client = Client(raise_request_exception=False)
        if role is not None:
            outside = role in (Role.ENTERPRISE, Role.OUTSIDE_SUPERVISOR)
            client.force_login(make_user(role, None if outside else official))
        _walk(client, folder / (role.value if role else "stranger"))


def accounts() -> None:
    """An account of the person with the planted tie, who can sign in."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from qinqing.accounts.roles import Role
    from qinqing.organisations.models import Official
    from tests.support.people import make_user

    asking = make_user(Role.CLERK, Official.objects.get(key="O2"), ASKING)
    asking.password = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-a-test")  # as the served site reads it
    asking.save()


def _walk(client: Any, out: Path) -> None:
    out.mkdir(parents=True)
    waiting, seen, routes = deque(STARTS), set[str](), Counter[str]()
    while waiting:
        address = waiting.popleft()
        route = _route(address)
        if address in seen or routes[route] >= PER_ROUTE or route == "account_logout":
            continue
        seen.add(address)
        routes[route] += 1
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        (out / f"{len(seen):04d}-{answer.status_code}").write_bytes(address.encode() + b"\n" + body)
        if answer["Content-Type"].startswith("text/html"):
            found = re.findall(r'(?:href|src)="(/[^"#]*)', body.decode())
            waiting += [link for link in found if not link.startswith("/static/")]


def _route(address: str) -> str:
    """The name of the page; an address nobody serves counts by itself and is asked once."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def held() -> None:
    """Everything this process holds in settings and environment, for whoever looks for what it must not."""
    from django.conf import settings

    sys.stdout.write(repr({name: getattr(settings, name) for name in dir(settings) if name.isupper()}))
    sys.stdout.write(repr(dict(os.environ)))


def main() -> None:
    from qinqing.config.django import bring_up

    step, custody, *rest = sys.argv[1:]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
    bring_up(custody)
    {"work": work, "take": take, "accounts": accounts, "crawl": lambda path: crawl(Path(path)), "held": held}[
        step
    ](*rest)


if __name__ == "__main__":
    main()
