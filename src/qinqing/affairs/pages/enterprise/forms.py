"""What a firm writes about its own application. `seen`: the version it looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.affairs import filled
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.forms.base import past_day_field, seen_field
from qinqing.affairs.grades import grade_choices
from qinqing.affairs.item_form import YES_NO
from qinqing.affairs.models import CorrectionPoint
from qinqing.files.forms import AttachmentsField
from qinqing.record.words import LONGEST
from qinqing.web.fields import NOT_CHOSEN, calendar, line_field, words_field


class SeenForm(forms.Form):
    seen = seen_field()


class WithdrawForm(SeenForm):
    words = words_field(_("为什么撤回"), help_text=_("可以不写。"))


class TripForm(SeenForm):
    words = words_field(_("为了什么来的"), _("还没有写为了什么来的"))
    on = past_day_field(_("哪一天"), widget=calendar())


class DemandForm(SeenForm):
    words = words_field(
        _("要了什么"),
        _("还没有写要了什么"),
        help_text=_("指南以外的材料、手续，或者要您找指定的公司、付钱，都写在这里。双方都看得到。"),
    )
    on = past_day_field(_("哪一天"), widget=calendar())


class RateForm(forms.Form):
    """All five grades, none chosen before."""

    grade = forms.ChoiceField(
        label=_("办得怎么样"),
        choices=grade_choices,
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    words = words_field(_("想说的话"), help_text=_("可以不写。"))
    anonymous = forms.BooleanField(
        label=_("不署名"),
        required=False,
        help_text=_(
            "经办人怎么样都看不到是谁评的。署名的差评，督查人员在规定的日子以前联系您；不署名的不联系。"
        ),
    )


class ContestForm(forms.Form):
    words = words_field(_("哪里评错了"), _("还没有写哪里评错了"))


class SolvedForm(forms.Form):
    words = words_field(_("想补充的"), help_text=_("没有解决的，请写明还差什么。"))
    read = forms.CharField(required=False, widget=forms.HiddenInput)


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
                error_messages=NOT_CHOSEN,
            )
        elif field:
            widget = calendar() if field.kind == "date" else None
            self.fields["answer"] = line_field(_("改成"), missing, LONGEST, widget=widget)
        else:
            self.fields["answer"] = words_field(label, None if self.paper else missing, rows=2)
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
