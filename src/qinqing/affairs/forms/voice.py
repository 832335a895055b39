"""What supervision does with ratings and problems, and what a unit answers to what it was asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.models import Problem
from qinqing.affairs.selectors.voice import free_supervision
from qinqing.organisations.models import Official
from qinqing.web.fields import words_field


class AskForm(forms.Form):
    """`asked`: what the unit is to put right, without a word that tells who rated."""

    asked = words_field(
        _("请科室改什么"),
        _("还没有写要改什么"),
        help_text=_("用您自己的话写，不写企业、申请编号和评价的原话：科室看到的只有这一段。"),
    )


class JudgeForm(forms.Form):
    mistaken = forms.ChoiceField(
        label=_("是不是误评"),
        choices=[("yes", _("是误评，不再计入")), ("no", _("不是误评，照样计入"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("还没有选是不是误评")},
    )
    words = words_field(_("理由"), _("还没有写理由"))


class PutRightForm(forms.Form):
    words = words_field(_("改了什么"), _("还没有写改了什么"))


class ContestForm(forms.Form):
    words = words_field(_("为什么说是误评"), _("还没有写理由"))


class AnswerForm(forms.Form):
    answer = words_field(
        _("怎么解决的"), _("还没有写怎么解决的"), 5, help_text=_("企业会收到，由它确认解决没有。")
    )


def _named(official: Official) -> str:
    return gettext("%(name)s（%(what)s）") % {"name": official.name, "what": official.department.name}


class HandOnForm(forms.Form):
    """Another supervisor in office, without a part in it; each time counts."""

    owner = forms.ChoiceField(label=_("转给谁"), error_messages={"required": _("还没有选转给谁")})
    reason = words_field(_("为什么转"), _("还没有写理由"), 2)

    def __init__(self, data: Any = None, *, problem: Problem, oneself: int | None):
        super().__init__(data)
        there = free_supervision(problem.department_id).exclude(pk=problem.owner_id).order_by("key")
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", gettext("请选一人")),
            *((one.key, gettext("您自己") if one.pk == oneself else _named(one)) for one in there),
        ]

    def clean_owner(self) -> Official:
        return Official.objects.select_related("department").get(key=self.cleaned_data["owner"])
