"""An intermediary as people write it down, on whichever face: for what, by whose choice, at whose cost."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.models import Intermediary
from qinqing.affairs.services.engaging import Engagement
from qinqing.web.fields import NOT_CHOSEN, calendar, day_field, line_field

Side = Intermediary.Side


class EngagedFields(forms.Form):
    """A form of this says who the `intermediary` is; then `engagement` is what the services take."""

    kind = line_field(_("做什么"), _("还没有写做什么"), help_text=_("例如检测、设计、论证。"))
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
        label=_("谁付钱"), choices=Side.choices, widget=forms.RadioSelect, error_messages=NOT_CHOSEN
    )
    engaged_on = day_field(
        _("委托日期"),
        _("还没有写日期"),
        help_text=_("例如 2026-12-01；可以早于申请。"),
        widget=calendar(),
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

    @property
    def engagement(self) -> Engagement:
        """Of a valid form only."""
        names = ("intermediary", *EngagedFields.base_fields)
        return Engagement(**{name: self.cleaned_data[name] for name in names})
