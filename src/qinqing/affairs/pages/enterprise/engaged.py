"""An intermediary as its firm writes it down, for one of its applications or for none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.firm_field import FirmField, offer_firms
from qinqing.accounts.handing import hand_out
from qinqing.accounts.request import Request, own_firms, sent
from qinqing.affairs.forms.engaging import EngagedFields
from qinqing.affairs.pages.enterprise.forms import SeenForm
from qinqing.affairs.selectors.intermediaries import engaged_for_none, named_intermediary
from qinqing.affairs.services import engaging
from qinqing.organisations.models import Enterprise
from qinqing.record.services import entries_written
from qinqing.refusals import Refused
from qinqing.web.fields import line_field


class NamedFields(EngagedFields):
    """By name and code. Clean, `intermediary` is one of the register or an unsaved one."""

    name = line_field(_("哪家中介"), _("还没有写哪家中介"), 200, help_text=_("照合同或者发票写全称。"))
    code = line_field(
        _("它的统一社会信用代码"),
        longest=18,
        help_text=_("18 位，合同或者发票上有。本局登记过的，不填也行。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        try:
            given["intermediary"] = named_intermediary(given.pop("name"), given.pop("code"))
        except Refused as refused:
            place = "code" if refused.code == "intermediary.code" else "name"
            self.add_error(place, str(refused.says))
        return given


class EngagedForm(NamedFields, SeenForm):
    """For an application. `seen`: the version it looked at."""

    field_order = ("name", "code")


class OwnEngagedForm(NamedFields):
    """For none: which firm engaged it is asked instead."""

    firm = FirmField()
    field_order = ("firm", "name", "code")

    def __init__(self, data: QueryDict | None, firms: Sequence[Enterprise]):
        super().__init__(data)
        offer_firms(self, firms)


def own_intermediaries(request: Request) -> HttpResponse:
    """Those of no application, and one more of them."""
    firms = own_firms(request)
    form, status = OwnEngagedForm(sent(request), firms), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with entries_written() as written:
                    engaging.record_own_intermediary(
                        request.actor, form.cleaned_data["firm"], form.engagement
                    )
                return hand_out(written, reverse("own_intermediaries"))
            except Refused as refused:
                form.add_error(None, str(refused.says))
                status = 409
    context = {"form": form, "intermediaries": engaged_for_none([firm.pk for firm in firms])}
    return render(request, "affairs/enterprise/intermediaries.html", context, status=status)
