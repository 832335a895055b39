"""What supervision does with ratings and problems, and what a unit answers to what it was asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import RoleGrant
from qinqing.accounts.roles import Role
from qinqing.affairs.models import Problem
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
    """Another supervisor; each time counts."""

    owner = forms.ChoiceField(label=_("转给谁"), error_messages={"required": _("还没有选转给谁")})
    reason = words_field(_("为什么转"), _("还没有写理由"), 2)

    def __init__(self, data: Any = None, *, problem: Problem):
        super().__init__(data)
        today = timezone.localdate()
        seats = RoleGrant.objects.on(today).filter(role=Role.SUPERVISOR, user__official__isnull=False)
        there = Official.objects.filter(
            Q(until=None) | Q(until__gte=today), pk__in=seats.values("user__official")
        )
        others = there.exclude(pk=problem.owner_id).select_related("department")
        self.fields["owner"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", gettext("请选一人")),
            *((one.key, _named(one)) for one in others),
        ]

    def clean_owner(self) -> Official:
        return Official.objects.select_related("department").get(key=self.cleaned_data["owner"])
