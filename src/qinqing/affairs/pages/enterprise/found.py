"""The firm's own things by their address; anybody else's answers like a missing one."""

from __future__ import annotations

from qinqing.accounts.matrix import relation_to
from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.models import Application, Draft
from qinqing.affairs.selectors.cases import Case, case_of


def own_case(request: Request, number: str) -> Case:
    """Where it stands today."""
    rows = Application.objects.select_related("enterprise", "department", "handler")
    return case_of(find_or_404(request, rows, number=number))


def own_draft(request: Request, key: str) -> Draft:
    return find_or_404(request, Draft.objects.select_related("enterprise"), key=key)


def filed_of(request: Request, key: str) -> Application | None:
    """What became of a draft that is filed already: pressed twice, or an old address."""
    found = Application.objects.filter(key=key).first()
    return found if found and relation_to(request.actor, found) in request.allowed else None
