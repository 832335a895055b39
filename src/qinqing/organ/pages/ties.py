"""亲属与任职: the organ's register of family ties and outside posts, and filling it from a spreadsheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.request import Request
from qinqing.facts.words import value_words
from qinqing.organ.facts import register_folder
from qinqing.organ.models import Kinship, Position
from qinqing.organ.services import ties as services
from qinqing.organ.sheets import COLUMNS
from qinqing.organ.ties import kinships_at, known_among, positions_at
from qinqing.organisations.codes import masked
from qinqing.organisations.pages.upload import MOST_BYTES
from qinqing.refusals import Refused

PER_PAGE = 50
KINDS = (("kinships", _("亲属")), ("positions", _("任职")))


class TiesForm(forms.Form):
    """Which sheet, and the file."""

    kind = forms.ChoiceField(label=_("导入什么"), choices=KINDS, widget=forms.RadioSelect, initial="kinships")
    file = forms.FileField(
        label=_("XLSX 文件"), error_messages={"required": _("还没有选文件"), "empty": _("文件是空的")}
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB，请分开导入"))
        return file


def ties(request: Request) -> HttpResponse:
    """Relatives or posts, a page at a time; those of one official where a number is asked for."""
    kind = "positions" if request.GET.get("kind") == "positions" else "kinships"
    number = request.GET.get("q", "").strip()[:60]
    found: dict[str, QuerySet[Kinship] | QuerySet[Position]] = {
        "kinships": kinships_at(request.actor, number),
        "positions": positions_at(request.actor, number),
    }
    page: Page[Any] = Paginator(found[kind], PER_PAGE).get_page(request.GET.get("page"))
    known = known_among({row.person_key for row in page}, request.actor)
    rows = [
        {
            "row": row,
            "name": known.name(row.person_key) if kind == "positions" else masked(row.person_key),
            "standing": known.standing(row.person_key) if kind == "positions" else "",
            "role": value_words(getattr(row, "role", "")),
        }
        for row in page
    ]
    context = {
        "kind": kind,
        "tabs": [(key, label, found[key].count(), _address(key, number)) for key, label in KINDS],
        "number": number,
        "rows": rows,
        "page_of": page,
        "query": _address(kind, number).removeprefix("?"),
    }
    return render(request, "organ/ties.html", context)


def _address(kind: str, number: str) -> str:
    return "?" + urlencode({"kind": kind, **({"q": number} if number else {})})


def ties_import(request: Request) -> HttpResponse:
    """All rows or none; the report says what became of each, by its row and not by its person."""
    form = TiesForm(request.POST or None, request.FILES or None)
    report, refused, status = None, None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                report = services.import_ties(
                    request.actor, form.cleaned_data["kind"], form.cleaned_data["file"]
                )
                status = 200
            except Refused as trouble:
                refused = trouble
    context = {
        "form": form,
        "report": report,
        "refused": refused,
        "headings": [(label, COLUMNS[kind]) for kind, label in KINDS],
        "folder": register_folder() / "organ",
    }
    return render(request, "organ/ties_import.html", context, status=status)
