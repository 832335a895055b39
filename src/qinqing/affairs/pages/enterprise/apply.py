"""在线申请: from the public guide to a draft, with what it will ask said before."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from qinqing.accounts.request import Request, firm_of, own_firms
from qinqing.affairs.catalogue.loading import load_items
from qinqing.affairs.models import ItemUnit
from qinqing.affairs.selectors.held import form_for
from qinqing.affairs.selectors.own import own_drafts
from qinqing.affairs.services import drafts


def apply(request: Request, key: str) -> HttpResponse:
    """How much of each firm; sent, a draft with what the bureau knows filled in."""
    item = load_items().get(key)
    if item is None:
        raise Http404
    if request.method == "POST":
        draft = drafts.open_draft(request.actor, firm_of(request, request.POST.get("firm", "")), key)
        return redirect("draft", draft.key)
    firms = own_firms(request)
    context = {
        "item": item,
        "firms": [(firm, form_for(firm, item)) for firm in firms],
        "begun": own_drafts([firm.pk for firm in firms]).filter(item=key),
        "taken": ItemUnit.objects.filter(item=key).exists(),
    }
    return render(request, "affairs/enterprise/apply.html", context)
