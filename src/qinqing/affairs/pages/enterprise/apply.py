"""在线申请: from the public guide to a draft, with what it will ask said before."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from qinqing.accounts.firm_field import FirmField, offer_firms
from qinqing.accounts.request import Request, own_firms, sent
from qinqing.affairs.catalogue.held import Form
from qinqing.affairs.models import ItemUnit
from qinqing.affairs.secrecy import public_items
from qinqing.affairs.selectors.held import form_for
from qinqing.affairs.selectors.own import own_drafts
from qinqing.affairs.services import drafts
from qinqing.organisations.models import Enterprise


class ApplyForm(forms.Form):
    firm = FirmField(widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, firms: Sequence[Enterprise]):
        super().__init__(data)
        offer_firms(self, firms)


def apply(request: Request, key: str) -> HttpResponse:
    """How much of each firm; sent, a draft with what the bureau knows filled in."""
    item = public_items().get(key)
    if item is None:
        raise Http404
    firms = own_firms(request)
    form = ApplyForm(sent(request), firms)
    if form.is_valid():
        draft = drafts.open_draft(request.actor, form.cleaned_data["firm"], key)
        return redirect("draft", draft.key)
    asked = [(firm, form_for(firm, item)) for firm in firms]
    context = {
        "item": item,
        "form": form,
        "firms": asked,
        "hints": {firm.key: _much(of_firm) for firm, of_firm in asked},
        "begun": own_drafts([firm.pk for firm in firms]).filter(item=key),
        "taken": ItemUnit.objects.filter(item=key).exists(),
    }
    return render(request, "affairs/enterprise/apply.html", context, status=422 if form.is_bound else 200)


def _much(asked: Form) -> str:
    return _("要填 %(n)s 项，要交 %(m)s 份") % {"n": len(asked.asked_fields), "m": len(asked.asked_papers)}
