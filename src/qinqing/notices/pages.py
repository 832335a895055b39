"""Notices of whoever is signed in, how they want to be told, and for the administrator what did not get through."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qinqing.accounts.request import Request, find_or_404
from qinqing.notices.forms import AddressesForm
from qinqing.notices.kinds import kind_of
from qinqing.notices.models import Channel, Notice
from qinqing.notices.selectors import inbox as notices_of
from qinqing.notices.selectors import troubled, unread_count
from qinqing.notices.sending import TROUBLES
from qinqing.notices.services import retry_deliveries
from qinqing.refusals import Refused

PER_PAGE = 20


def inbox(request: Request) -> HttpResponse:
    """Everything the reader was told, the newest first; `?unread=1`: what was not opened yet."""
    unread = request.GET.get("unread") == "1"
    rows = notices_of(request.actor.user.pk, unread)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_of": page,
        "rows": [(notice, kind_of(notice.kind).says) for notice in page],
        "unread": unread,
        "everything": not unread,
        "empty": _("没有未读的通知") if unread else _("还没有通知"),
        "waiting": unread_count(request.actor.user.pk),
        "kept_days": settings.NOTICE_DAYS,
    }
    return render(request, "notices/inbox.html", context)


def open_notice(request: Request, pk: int) -> HttpResponse:
    """Marks it read and leads to what it is about; where that has no page, back to the list."""
    notice = find_or_404(request, Notice.objects.all(), pk=pk)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(kind_of(notice.kind).address(notice.about) or "inbox")


def read(request: Request) -> HttpResponse:
    """Marks one (`notice`) or all as read. Others' stay as they are, whatever is asked."""
    rows = Notice.objects.filter(user=request.actor.user, read_at=None)
    if wanted := request.POST.get("notice", ""):
        rows = rows.filter(pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else rows.none()
    rows.update(read_at=timezone.now())
    return redirect("inbox")


def channels(request: Request) -> HttpResponse:
    """Where the reader wants to be told too. The platform itself always tells."""
    form = AddressesForm(request.actor.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("通知方式已保存。"))
        return redirect("channels")
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "notices/channels.html", {"form": form}, status=status)


def deliveries(request: Request) -> HttpResponse:
    """What did not get through, by whom nobody needs to know; POST tries one (`delivery`) or all again."""
    if request.method == "POST":
        return _retried(request)
    page = Paginator(troubled(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(row, kind_of(row.notice.kind).says, TROUBLES.get(row.trouble, "")) for row in page]
    used = [one.label for one in Channel if one.value in settings.NOTICE_CHANNELS]
    return render(request, "notices/deliveries.html", {"page_of": page, "rows": rows, "used": used})


def _retried(request: Request) -> HttpResponse:
    wanted = [int(one) for one in request.POST.getlist("delivery") if one.isdecimal() and len(one) < 19]
    try:
        count = retry_deliveries(request.actor, wanted)
    except Refused as refused:
        messages.warning(request, str(refused.says))
        return redirect("deliveries")
    said = ngettext("%(count)s 条通知马上再发一次。", "%(count)s 条通知马上再发一次。", count)
    messages.success(request, said % {"count": count})
    return redirect("deliveries")
