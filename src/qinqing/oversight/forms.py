"""What a supervisor or the person concerned writes, as typed strings become dates and choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from qinqing.organisations.models import Enterprise
from qinqing.oversight.models import DispositionKind

LONGEST = 500
# Of firms with the same words in their names so many are shown.
MOST_NAMED = 5
HINTS = {
    DispositionKind.REMIND: _("事实清楚，情节轻微，已经改正。送相关人员和科室负责人。"),
    DispositionKind.EXPLAIN: _("还有事实要问。问题由您放行，相关人员才看得到。"),
    DispositionKind.RECTIFY: _("写明改什么、到哪天。改完由您核对，才算办结。"),
    DispositionKind.DISMISS: _("依据不成立。同时出具澄清书；依据变化时再提示。"),
}


class DispositionForm(forms.Form):
    """One disposition: its kind, the words the person concerned will read, a deadline, a clearance."""

    kind = forms.ChoiceField(label=_("处置"), choices=DispositionKind.choices)
    words = forms.CharField(
        label=_("理由或问题"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "写清哪件事、哪一条，不写评价；要求说明情况的，写要问的问题。相关人员和科室负责人看到的只有这段话。最多 500 字。"
        ),
        error_messages={"required": _("还没有写理由或问题")},
    )
    due_on = forms.DateField(
        label=_("期限"),
        required=False,
        help_text=_("例如 2026-12-01。要求说明情况和责令整改必须填写。"),
        error_messages={"invalid": _("日期写法不对，例如 2026-12-01")},
    )
    clearance = forms.CharField(
        label=_("澄清书"),
        max_length=2 * LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("排除预警时必须填写，写给相关人员，只写事实。"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind = given.get("kind")
        if (
            kind in (DispositionKind.EXPLAIN, DispositionKind.RECTIFY)
            and not given.get("due_on")
            and "due_on" not in self.errors
        ):
            self.add_error("due_on", _("还没有写期限"))
        if kind == DispositionKind.DISMISS and not given.get("clearance"):
            self.add_error("clearance", _("排除预警须同时出具澄清书，还没有写"))
        return given


class AnswerForm(forms.Form):
    """The answer of the person concerned, given once."""

    words = forms.CharField(
        label=_("您的说明"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("写清经过和原因，最多 2000 字。提交后不能改写。"),
        error_messages={"required": _("还没有写说明")},
    )


class CheckForm(forms.Form):
    """A supervisor's word that what was ordered has been done."""

    words = forms.CharField(
        label=_("核对情况"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("还没有写核对了什么")},
    )


WHICH = _("哪家企业")


class EnterpriseField(forms.CharField):
    """An enterprise by its code, or by words of its name that fit one alone."""

    def __init__(self, label: Any = WHICH) -> None:
        super().__init__(
            label=label,
            max_length=200,
            help_text=_("写统一社会信用代码，或者能认出这一家的名称。"),
            error_messages={
                "required": _("还没有写企业"),
                "max_length": _("太长了，请写统一社会信用代码或名称"),
            },
        )

    def clean(self, value: Any) -> Enterprise:
        words = super().clean(value).strip()
        found = Enterprise.objects.filter(key=words.upper()).first() or self._named(words)
        if found is None:
            raise forms.ValidationError(_("没有这家企业，请核对名称或统一社会信用代码"))
        return found

    def _named(self, words: str) -> Enterprise | None:
        same = list(Enterprise.objects.filter(name=words)[:MOST_NAMED])
        found = same or list(Enterprise.objects.filter(name__icontains=words)[:MOST_NAMED])
        if len(found) > 1:
            # Translators: names with their codes, divided by the list's own mark.
            shown = pgettext("列举", "、").join(f"{firm.name} {firm.key}" for firm in found)
            raise forms.ValidationError(_("不止一家：%s。请写其中一家的统一社会信用代码") % shown)
        return found[0] if found else None


class RecusalForm(forms.Form):
    """The enterprise a decision is about."""

    enterprise = EnterpriseField()
