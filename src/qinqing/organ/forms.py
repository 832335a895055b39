"""What the organ's people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.organ.models import ProcedureKind, Recipient
from qinqing.web.fields import DATE_WRONG

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONGEST = 500
REASON_MISSING = _("还没有写理由")
LARGEST_TOTAL = 1_000_000
DATE_HINT = _("例如 2026-12-01")


def reason(
    label: StrOrPromise, hint: StrOrPromise = "", missing: StrOrPromise = REASON_MISSING
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class RegisterForm(forms.Form):
    """Register a finding as a lead, or set it aside."""

    decision = forms.ChoiceField(
        label=_("登记"), choices=(("register", _("登记为问题线索")), ("set_aside", _("不登记，排除")))
    )
    reason = reason(_("理由"), _("写事实和条款，不写评价。只进本机构的库。最多 500 字。"))


class ProcedureForm(forms.Form):
    """One of the four procedures, for the approver."""

    kind = forms.ChoiceField(label=_("处置方式"), choices=ProcedureKind.choices)
    reason = reason(_("理由"), _("写事实和条款，不写评价。最多 500 字。"))
    due_on = forms.DateField(
        label=_("办理期限"), required=False, help_text=DATE_HINT, error_messages=DATE_WRONG
    )
    clearance = forms.CharField(
        label=_("书面澄清"),
        required=False,
        max_length=2 * LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("予以了结时填写。没有惊动本人的，写明“未惊动本人”。"),
    )


class DecisionForm(forms.Form):
    """The approver's decision on a procedure."""

    approved = forms.ChoiceField(label=_("审批"), choices=(("yes", _("同意")), ("no", _("不同意"))))
    words = reason(_("审批意见"), missing=_("还没有写审批意见"))


class PackageForm(forms.Form):
    """Ask for a sealed package."""

    recipient = forms.ModelChoiceField(
        label=_("收件机关"),
        queryset=Recipient.objects.all(),
        error_messages={"required": _("还没有选收件机关")},
    )
    reason = reason(_("用途"), missing=_("还没有写用途"))


class RecipientForm(forms.Form):
    """An organ that may receive packages."""

    name = forms.CharField(
        label=_("机关名称"), max_length=200, error_messages={"required": _("还没有写机关名称")}
    )
    public_key = forms.CharField(
        label=_("公钥"),
        max_length=200,
        help_text=_("以 age1 开头，由收件机关提供"),
        error_messages={"required": _("还没有写公钥")},
    )


class ReleaseForm(forms.Form):
    """A verified total for the public page."""

    address = forms.CharField(
        label=_("第几条"),
        max_length=20,
        help_text=_("只写数字，例如 13"),
        error_messages={"required": _("还没有写第几条")},
    )
    period_from = forms.DateField(label=_("自"), help_text=DATE_HINT, error_messages=DATE_WRONG)
    period_to = forms.DateField(label=_("至"), help_text=DATE_HINT, error_messages=DATE_WRONG)
    total = forms.IntegerField(
        label=_("查实总数"),
        min_value=0,
        max_value=LARGEST_TOTAL,
        help_text=_("不满 5 件的，公开页面只写“少于5”"),
        error_messages={"required": _("还没有写总数"), "invalid": _("总数应为整数")},
    )
    reason = reason(_("核实情况"), missing=_("还没有写核实情况"))
