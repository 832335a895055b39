"""表格: lists to take away, and applications that came on paper entered from one sheet."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.request import Request
from qinqing.accounts.roles import Role
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.forms.entering import offered
from qinqing.affairs.pages.staff.worklist import SEEING_ALL, Asked
from qinqing.affairs.sheets.entering import PAPER
from qinqing.affairs.sheets.lists import kept
from qinqing.affairs.sheets.paper import MOST_ROWS, as_rows, columns_of, template
from qinqing.affairs.texts import items_now
from qinqing.batches.models import Batch
from qinqing.batches.pages import XLSX, attached
from qinqing.batches.registry import KNOWN
from qinqing.batches.services import ask_sheet, hand_in
from qinqing.files.passing import looked_through
from qinqing.refusals import Failed, Refused
from qinqing.sheets.reading import read_sheet


class PaperForm(forms.Form):
    """One filled-in sheet of one item."""

    item = forms.ChoiceField(
        label=_("事项"),
        error_messages={"required": _("还没有选事项"), "invalid_choice": _("没有这个事项")},
    )
    file = forms.FileField(
        label=_("填好的表格"),
        help_text=format_lazy(_("XLSX，按本事项的空表填写；一次最多 {rows} 行"), rows=MOST_ROWS),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("还没有选文件"), "empty": _("文件是空的")},
    )

    def __init__(self, *given: Any, **more: Any):
        super().__init__(*given, **more)
        self.fields["item"].choices = offered()  # type: ignore[attr-defined]  # a choice field


def sheets(request: Request) -> HttpResponse:
    """What there is to take away, and for the counter the way to hand a sheet in. Wrong rows are named in the answer."""
    form, refused, status = PaperForm(request.POST or None, request.FILES or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("batch", _handed_in(request, form.cleaned_data).pk)
            except (Refused, Failed) as trouble:
                refused = trouble
    context = {
        "form": form,
        "refused": refused,
        "items": items_now().values(),
        "counter": request.actor.holds(Role.CLERK),
        "mine": [(one, KNOWN[one.what].title) for one in Batch.objects.filter(by=request.user)[:10]],
    }
    return render(request, "affairs/staff/sheets.html", context, status=status)


def sheet_template(request: Request, key: str) -> HttpResponse:
    """The empty sheet of one item."""
    item = items_now().get(key)
    if item is None:
        return redirect("affairs_sheets")
    return _download(template(item), f"{item.title.zh}.xlsx")


def sheet_ask(request: Request) -> HttpResponse:
    """Asks for the worklist, filtered as its page is by the same address, or for all applications of the unit."""
    what = "affairs.unit" if request.POST.get("what") == "unit" else "affairs.worklist"
    asked = (
        kept(Asked.of(request, SEEING_ALL).filter(timezone.localdate())[0])
        if what == "affairs.worklist"
        else {}
    )
    try:
        return redirect("batch", ask_sheet(request.actor, what, asked).pk)
    except Refused as refused:
        messages.error(request, str(refused.says))
        return redirect("affairs_sheets")


def _handed_in(request: Request, asked: dict[str, Any]) -> Batch:
    """Read and understood now; entered by the worker."""
    item: Item = items_now()[asked["item"]]
    upload = asked["file"]
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    with looked_through(upload, ("xlsx",)) as path, path.open("rb") as file:
        rows = as_rows(read_sheet(file, columns_of(item), most_rows=MOST_ROWS, plain=True))
    return hand_in(request.actor, PAPER, {"item": item.key}, rows, digest.hexdigest())


def _download(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = attached(name)
    return answer
