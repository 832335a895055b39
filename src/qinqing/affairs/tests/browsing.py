"""Pages as somebody of a scene opens them: a session, the text of a page, the numbers a list shows."""

from __future__ import annotations

import re

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Application
from qinqing.organisations.models import Official
from tests.support.people import signed_in_as as browser


def page(actor: Actor, path: str) -> str:
    answer = browser(actor).get(path)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.text)


def address(application: Application, act: str = "") -> str:
    return f"/gw/affairs/{application.number}/{act}{'/' if act else ''}"


def numbers(text: str) -> list[str]:
    return re.findall(r"· (X-\d{6}|\d{4}-\d{6})</span>", text)


def colleague(official: Official) -> Official:
    """Somebody else of the same unit."""
    return Official.objects.create(key="O9", name="庚科员", department=official.department, post="科员")
