"""事项: which unit takes each, what the bureau promises of it, what it costs by which published standard."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request
from qinqing.affairs.forms.offering import ItemForm, forms_of
from qinqing.affairs.guide import Guide, guides
from qinqing.affairs.models import FeeStandard, ItemUnit, Promise
from qinqing.affairs.secrecy import checks_of
from qinqing.affairs.texts import mistakes_now
from qinqing.refusals import Refused


def offering(request: Request) -> HttpResponse:
    """Every item with its unit, its promise and the law's limit."""
    today = timezone.localdate()
    units: dict[str, ItemUnit] = {}
    rows = ItemUnit.objects.filter(since__lte=today).select_related("department", "receiver")
    for unit in rows.order_by("item", "since"):
        units[unit.item] = unit
    known = guides(today)
    context = {"rows": [(guide, units.get(key)) for key, guide in known.items()], "mistakes": mistakes_now()}
    return render(request, "affairs/staff/offering.html", context)


def offered_item(request: Request, item: str) -> HttpResponse:
    """One item: what was said of it so far, and what this person may say of it."""
    guide = guides(timezone.localdate()).get(item)
    if guide is None:
        raise Http404
    kinds = forms_of(guide.item, request.actor)
    if request.method != "POST":
        return _page(request, guide, [kind(item=guide.item) for kind in kinds])
    sent = next((kind for kind in kinds if kind.name() in request.POST), None)
    if sent is None:
        return _page(request, guide, [kind(item=guide.item) for kind in kinds], status=422)
    form, status = sent(request.POST, item=guide.item), 422
    if form.is_valid():
        try:
            form.do(request.actor)
            messages.success(request, _("%s：已办，已存证。") % form.title)
            return redirect("offering_item", item)
        except Refused as refused:
            form.add_error(None, str(refused.says))
            status = 409
    return _page(
        request, guide, [form if kind is sent else kind(item=guide.item) for kind in kinds], status=status
    )


def looked_at(request: Request, item: str) -> HttpResponse:
    """The guide exactly as the public would read it, for whoever checks it before."""
    guide = guides(timezone.localdate()).get(item)
    if guide is None:
        raise Http404
    return render(request, "affairs/item.html", {"guide": guide})


def _page(request: Request, guide: Guide, forms: list[ItemForm], status: int = 200) -> HttpResponse:
    key = guide.item.key
    fees = [fee.fee for fee in guide.item.fees]
    context = {
        "guide": guide,
        "forms": forms,
        "promises": Promise.objects.filter(item=key).select_related("confirmed_by__official"),
        "units": ItemUnit.objects.filter(item=key).select_related("department", "receiver"),
        "standards": FeeStandard.objects.filter(fee__in=fees).select_related("confirmed_by__official"),
        "checks": checks_of(guide.item),
        "today": timezone.localdate(),
    }
    return render(request, "affairs/staff/offering_item.html", context, status=status)
