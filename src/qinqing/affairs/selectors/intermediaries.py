"""Whom a firm names as its intermediary: one the register knows, or one it is told of by name and code; what it named."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from qinqing.affairs import refusals
from qinqing.affairs.models import Intermediary
from qinqing.facts.credit_codes import LENGTH
from qinqing.organisations.codes import credit_code_problem
from qinqing.organisations.models import Enterprise
from qinqing.record.words import said
from qinqing.refusals import Say


def named_intermediary(name: str, code: str) -> Enterprise:
    """By its code or its whole name; one nobody registered yet, not saved, where both are written.

    Refused `intermediary.unknown`, `intermediary.code`, `intermediary.several`. Never by a part of a name: who is in
    the register is nobody's to try out.
    """
    name, code = said(name)[:200], code.strip().upper()
    if code:
        return Enterprise.objects.filter(key=code).first() or _unregistered(name, code)
    found = [*Enterprise.objects.filter(name=name)[:2]]
    if len(found) > 1:
        raise refusals.several_intermediaries(name)
    if not found:
        raise refusals.no_such_intermediary(name)
    return found[0]


def engaged_for_none(enterprises: Collection[int]) -> QuerySet[Intermediary]:
    """What these firms wrote down without naming an application, the newest first."""
    rows = Intermediary.objects.filter(application=None, enterprise__in=enterprises)
    return rows.select_related("intermediary").order_by("-engaged_on", "-pk")


def _unregistered(name: str, code: str) -> Enterprise:
    if len(code) != LENGTH:
        raise refusals.wrong_credit_code(Say(f"应为 {LENGTH} 位", f"it has {LENGTH} characters"))
    if problem := credit_code_problem(code):
        raise refusals.wrong_credit_code(problem)
    return Enterprise(key=code, name=name)
