"""What somebody says of a token they want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.firm_field import FirmField, offer_firms
from qinqing.api.models import Scope
from qinqing.organisations.models import Enterprise
from qinqing.web.fields import calendar, day_field


class TokenForm(forms.Form):
    """For one of the firms the reader acts for, with a last day."""

    firm = FirmField()
    name = forms.CharField(
        label=_("名称"),
        max_length=60,
        help_text=_("用在哪里，例如：公司项目管理系统"),
        error_messages={"required": _("还没有写名称")},
    )
    scope = forms.ChoiceField(
        label=_("可以做什么"),
        choices=Scope.choices,
        initial=Scope.READ,
        widget=forms.RadioSelect,
        error_messages={"required": _("还没有选可以做什么")},
    )
    until = day_field(
        _("最后一天"),
        _("还没有写最后一天"),
        widget=calendar(),
        help_text=_("例如 2026-12-01，最长一年"),
    )

    def __init__(self, *args: Any, firms: Sequence[Enterprise], **given: Any):
        super().__init__(*args, **given)
        offer_firms(self, firms)
