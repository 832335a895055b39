"""办不成事 as a firm writes it: about one of its applications, chosen from the newest or by number, or about anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.firm_field import FirmField, offer_firms
from qinqing.affairs.models import Application
from qinqing.organisations.models import Enterprise
from qinqing.web.fields import NOT_CHOSEN, line_field, words_field

# As many as a phone shows without a search; the others go by their number.
MOST_OFFERED = 10
NOT_ABOUT_ONE = _("不是某一件申请的事")


class ProblemForm(forms.Form):
    """`applications`: all that are the reader's, the newest first; `titles`: item → its title.

    Clean, `application` is the one chosen or named, and `firm` whoever speaks.
    """

    firm = FirmField(_("替哪家企业说"))
    application: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("哪一件申请"),
        queryset=Application.objects.none(),
        to_field_name="number",
        required=False,
        error_messages=NOT_CHOSEN,
    )
    number = line_field(
        _("不在上面的，写申请编号"), longest=20, help_text=_("例如 2026-000123。上面列的是最近的几件。")
    )
    words = words_field(_("什么事办不成，卡在哪里"), _("还没有写什么事办不成"), rows=5)

    def __init__(
        self,
        data: Any,
        firms: list[Enterprise],
        applications: QuerySet[Application],
        titles: Mapping[str, object],
        **how: Any,
    ):
        super().__init__(data, **how)
        self.applications, self.titles, self.several = applications, titles, len(firms) > 1
        offer_firms(self, firms)
        application = self.fields["application"]
        assert isinstance(application, forms.ModelChoiceField)
        application.queryset = applications  # any of them may be sent; a few are offered
        newest = [*applications[: MOST_OFFERED + 1]]
        if len(newest) <= MOST_OFFERED:
            del self.fields["number"]
        application.widget.choices = [("", NOT_ABOUT_ONE), *map(self._choice, self._offered(newest))]

    def _offered(self, newest: list[Application]) -> list[Application]:
        """The newest, and before them the one this is about already."""
        asked = str(self["application"].value() or "")[:20]
        shown = newest[:MOST_OFFERED]
        if not asked or asked in {one.number for one in shown}:
            return shown
        return [*self.applications.filter(number=asked), *shown]

    def _choice(self, one: Application) -> tuple[str, str]:
        named = f"{one.number} {self.titles[one.item]}"
        return one.number, f"{named} · {one.enterprise.name}" if self.several else named

    def clean_number(self) -> Application | None:
        number = self.cleaned_data["number"].strip()
        found = self.applications.filter(number=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError(gettext("没有这个编号的申请，请核对"))
        return found

    def clean(self) -> dict[str, Any]:
        """About an application, it is that one's firm that speaks."""
        given = super().clean() or {}
        given["application"] = given.pop("number", None) or given.get("application")
        if application := given["application"]:
            given["firm"] = application.enterprise
            self.errors.pop("firm", None)
        return given
