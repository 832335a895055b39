"""Uploading a sheet of parties: what was wrong, or what became of every row."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qinqing.organisations import services
from qinqing.organisations.sheets import COLUMNS
from qinqing.refusals import Refused

KINDS = (
    ("departments", _("部门")),
    ("officials", _("工作人员")),
    ("enterprises", pgettext_lazy("清单", "企业")),
    ("holdings", _("持股")),
)
MOST_BYTES = 20_000_000


class UploadForm(forms.Form):
    """Which sheet, and the file."""

    kind = forms.ChoiceField(label=_("导入什么"), choices=KINDS)
    file = forms.FileField(
        label=_("XLSX 文件"), error_messages={"required": _("还没有选文件"), "empty": _("文件是空的")}
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，请分开导入"))
        return file


def import_parties(request: HttpRequest) -> HttpResponse:
    """All rows or none; the report says what became of each."""
    form = UploadForm(request.POST or None, request.FILES or None)
    report, refused, status = None, None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                report = services.import_parties(
                    request.actor,  # type: ignore[attr-defined]  # put there by accounts, which lies to the right
                    form.cleaned_data["kind"],
                    form.cleaned_data["file"],
                )
                status = 200
            except Refused as trouble:
                refused = trouble
    headings = [(label, [(c.headings[0], c.required) for c in COLUMNS[kind]]) for kind, label in KINDS]
    return render(
        request,
        "organisations/import.html",
        {"form": form, "report": report, "refused": refused, "headings": headings},
        status=status,
    )
