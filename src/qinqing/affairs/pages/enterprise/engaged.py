"""An intermediary as its firm writes it down. `seen`: the version it looked at."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.models import Intermediary
from qinqing.affairs.pages.enterprise.forms import DATE_WRONG, TOO_LONG, SeenForm
from qinqing.affairs.selectors.intermediaries import named_intermediary
from qinqing.refusals import Refused

NOT_CHOSEN = {"required": _("还没有选"), "invalid_choice": _("没有这个选项")}
Side = Intermediary.Side


def _line(label: Any, longest: int, missing: Any = None, **how: Any) -> forms.CharField:
    said = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
    return forms.CharField(
        label=label, max_length=longest, required=missing is not None, error_messages=said, **how
    )


class EngagedForm(SeenForm):
    """Whom, for what, by whose choice, at whose cost. Clean, `intermediary` is one of the register or an unsaved one."""

    name = _line(_("哪家中介"), 200, _("还没有写哪家中介"), help_text=_("照合同或者发票写全称。"))
    code = _line(
        _("它的统一社会信用代码"),
        18,
        help_text=_("18 位，合同或者发票上有。本局登记过的，不填也行。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    kind = _line(_("做什么"), 100, _("还没有写做什么"), help_text=_("例如检测、设计、论证。"))
    chosen_by = forms.ChoiceField(
        label=_("谁选的"),
        choices=[
            (Side.ENTERPRISE, _("企业自己选的")),
            (Side.DEPARTMENT, _("本局的人指定或者推荐的")),
        ],
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    payer = forms.ChoiceField(
        label=_("谁付钱"),
        choices=[(Side.ENTERPRISE, _("企业")), (Side.DEPARTMENT, _("本局"))],
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    engaged_on = forms.DateField(
        label=_("委托日期"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("例如 2026-12-01；可以早于申请。"),
        error_messages={**DATE_WRONG, "required": _("还没有写日期")},
    )
    fee_cny = forms.DecimalField(
        label=_("费用（元）"),
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        error_messages={
            "required": _("还没有写费用"),
            "invalid": _("请写数字，例如 50000 或 50000.00"),
            "min_value": _("费用不能小于 0"),
            "max_digits": _("数字太长，请核对"),
            "max_whole_digits": _("数字太长，请核对"),
            "max_decimal_places": _("最多两位小数"),
        },
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
