"""窗口和电话: staff enter an application for a firm, print its slip; the firm confirms it later."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from qinqing.accounts.request import Request, find_or_404
from qinqing.affairs.forms.entering import CHANNELS, DraftForm, EnterForm
from qinqing.affairs.models import Channel, Draft
from qinqing.affairs.offered import item_of
from qinqing.affairs.pages.staff.case import found, shown_clock
from qinqing.affairs.selectors.cases import case_of
from qinqing.affairs.selectors.held import form_for
from qinqing.affairs.services import drafts, filing
from qinqing.affairs.shown.contents import declined, filled, given, listed
from qinqing.affairs.texts import Titles
from qinqing.record.models import Entry
from qinqing.refusals import Refused


def enter(request: Request) -> HttpResponse:
    """Which firm, which item, and whether they stand here or are on the phone."""
    form, status = EnterForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked = form.cleaned_data
            draft = drafts.open_draft(request.actor, asked["enterprise"], asked["item"])
            query = urlencode({"by": asked["channel"]})
            return redirect(f"{reverse('affair_draft', args=[draft.key])}?{query}")
    waiting = Draft.objects.filter(user=request.user).select_related("enterprise")
    titles = Titles()
    context = {"form": form, "drafts": [(one, titles[one.item]) for one in waiting[:20]]}
    return render(request, "affairs/staff/enter.html", context, status=status)


def draft(request: Request, key: str) -> HttpResponse:
    """The item's form; saved without being filed, or filed."""
    draft = find_or_404(request, Draft.objects.select_related("enterprise"), key=key)
    channel = _channel(request)
    if request.method != "POST":
        return _page(request, draft, _form(draft), channel)
    form = _form(draft, request.POST)
    if not form.is_valid():
        return _page(request, draft, form, channel, status=422)
    try:
        draft = drafts.save_draft(request.actor, draft, form.answers, form.papers)
        if "file" not in request.POST:
            messages.success(request, _("已保存，还没有提交。"))
            return redirect(f"{request.path}?{urlencode({'by': channel})}")
        filed = filing.enter_for_enterprise(
            request.actor,
            draft.key,
            channel,
            form.cleaned_data["received_on"],
            declared=form.cleaned_data["declared"],
        )
    except Refused as refused:
        form.tell(refused)
        return _page(request, draft, form, channel, status=409)
    return redirect("affair_slip", filed.number)


def discard(request: Request, key: str) -> HttpResponse:
    """Asked once more, then away with it; nothing was filed."""
    draft = find_or_404(request, Draft.objects.select_related("enterprise"), key=key)
    if request.method != "POST":
        context = {"draft": draft, "title": Titles()[draft.item]}
        return render(request, "affairs/staff/discard.html", context)
    drafts.discard_draft(request.actor, draft)
    messages.success(request, _("草稿已经删除。"))
    return redirect("affair_enter")


def slip(request: Request, number: str) -> HttpResponse:
    """收件回执单: on paper, whoever filed by whatever way; what was received, what is to be corrected, whose it is
    where it is not this bureau's, what happens by when, where to look."""
    case = case_of(found(request, number))
    received = Entry.objects.filter(case_id=case.application.case, type="affairs.file").first()
    context = {
        "case": case,
        "application": case.application,
        "clock": shown_clock(case),
        "filled": filled(case),
        "given": given(case),
        "listed": listed(case),
        "declined": declined(case),
        "entry": received,
    }
    return render(request, "affairs/staff/slip.html", context)


def _form(draft: Draft, data: Any = None) -> DraftForm:
    form = form_for(draft.enterprise, item_of(draft.item), draft.fields)
    return DraftForm(data, draft=draft, form=form)


def _channel(request: Request) -> str:
    asked = request.POST.get("by") or request.GET.get("by", "")
    return asked if asked in dict(CHANNELS) else Channel.COUNTER.value


def _page(request: Request, draft: Draft, form: DraftForm, channel: str, status: int = 200) -> HttpResponse:
    context = {
        "draft": draft,
        "item": item_of(draft.item),
        "form": form,
        "channel": channel,
        "channel_says": dict(CHANNELS)[channel],
        "held": form.form.not_needed,
    }
    return render(request, "affairs/staff/draft.html", context, status=status)
