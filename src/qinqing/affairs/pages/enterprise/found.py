"""The firm's own things by their address; anybody else's answers like a missing one."""

from __future__ import annotations

from django.http import Http404, QueryDict

from qinqing.accounts.matrix import relation_to
from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.models import Application, Draft
from qinqing.affairs.selectors.cases import Case, case_of
from qinqing.organisations.models import Enterprise


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


def own_firms(request: Request) -> list[Enterprise]:
    return [*Enterprise.objects.filter(pk__in=request.actor.enterprise_ids).order_by("key")]


def firm_of(request: Request, key: str) -> Enterprise:
    """One of the reader's firms; the only one where none is named."""
    firms = own_firms(request)
    if not key and len(firms) == 1:
        return firms[0]
    found = next((firm for firm in firms if firm.key == key), None)
    if found is None:
        raise Http404
    return found


def sent(request: Request) -> QueryDict | None:
    """What was sent with the form; None while it is only shown. An empty form sent is a form sent."""
    return request.POST if request.method == "POST" else None
