"""What a firm writes about its own application. `seen`: the version it looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.affairs import filled
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.item_form import YES_NO
from qinqing.affairs.models import CorrectionPoint
from qinqing.files.forms import AttachmentsField
from qinqing.record.words import LONGEST

TOO_LONG = _("太长了，最多 %(limit_value)s 字")
DATE_WRONG = {"invalid": _("日期写法不对，例如 2026-12-01")}


def words(label: Any, missing: Any = None, rows: int = 3, **how: Any) -> forms.CharField:
    """What somebody writes; it may stay empty where nothing says that it is `missing`."""
    said = {"max_length": TOO_LONG, **({"required": missing} if missing else {})}
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=LONGEST, required=missing is not None, widget=area, error_messages=said, **how
    )


class SeenForm(forms.Form):
    seen = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": _("这一页不完整，请重新打开再办")}
    )


class WithdrawForm(SeenForm):
    words = words(_("为什么撤回"), help_text=_("可以不写。"))


class TripForm(SeenForm):
    words = words(_("为了什么来的"), _("还没有写为了什么来的"))
    on = forms.DateField(
        label=_("哪一天"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("例如 2026-12-01；就是今天的不用填。"),
        error_messages=DATE_WRONG,
    )


class DemandForm(SeenForm):
    words = words(
        _("要了什么"),
        _("还没有写要了什么"),
        help_text=_("指南以外的材料、手续，或者要您找指定的公司、付钱，都写在这里。双方都看得到。"),
    )
    on = TripForm.base_fields["on"]


class RateForm(forms.Form):
    """All five grades, none chosen before."""

    grade = forms.ChoiceField(
        label=_("办得怎么样"),
        choices=[
            ("1", _("很不满意")),
            ("2", _("不满意")),
            ("3", _("一般")),
            ("4", _("满意")),
            ("5", _("很满意")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("还没有选"), "invalid_choice": _("没有这个选项")},
    )
    words = words(_("想说的话"), help_text=_("可以不写。"))
    anonymous = forms.BooleanField(
        label=_("不署名"),
        required=False,
        help_text=_(
            "经办人怎么样都看不到是谁评的。署名的差评，督查人员在规定的日子以前联系您；不署名的不联系。"
        ),
    )


class ContestForm(forms.Form):
    words = words(_("哪里评错了"), _("还没有写哪里评错了"))


class SolvedForm(forms.Form):
    words = words(_("想补充的"), help_text=_("没有解决的，请写明还差什么。"))


class PointForm(SeenForm):
    """The answer to one point of the list: a field's new value, files or the counter, or words."""

    def __init__(
        self, data: Any = None, files: Any = None, *, point: CorrectionPoint, item: Item, **how: Any
    ):
        super().__init__(data, files, prefix=f"p{point.pk}", **how)
        kind, _of, key = point.about.partition(":")
        self.paper = item.paper.get(key) if kind == "paper" else None
        field = item.field.get(key) if kind == "field" else None
        label, missing = _("您的答复"), _("还没有答复")
        if (field and field.choices) or (field and field.kind == "yes_no"):
            self.fields["answer"] = forms.ChoiceField(
                label=label,
                choices=[*(field.choices or YES_NO)],
                widget=forms.RadioSelect,
                error_messages={"required": _("还没有选"), "invalid_choice": _("没有这个选项")},
            )
        elif field:
            widget = forms.DateInput(attrs={"type": "date"}) if field.kind == "date" else None
            self.fields["answer"] = forms.CharField(
                label=_("改成"),
                max_length=LONGEST,
                widget=widget,
                error_messages={"required": missing, "max_length": TOO_LONG},
            )
        else:
            self.fields["answer"] = words(label, None if self.paper else missing, rows=2)
        if self.paper and self.paper.kind != filled.NEVER_ONLINE:
            self.fields["files"] = AttachmentsField(label=_("补交的文件"), required=False)
        if self.paper:
            self.fields["counter"] = forms.BooleanField(label=_("到窗口交"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        answered = any(given.get(name) for name in ("answer", "files", "counter"))
        if self.paper and not self.errors and not answered:
            self.add_error("answer", _("还没有答复：请上传、选到窗口交，或者写明情况"))
        return given
