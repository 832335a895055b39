"""What a firm without a computer says of its application at the counter or by phone, entered for it; it is told so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.filled import LONGEST_NUMBER
from qinqing.affairs.forms.base import ActForm, declared_field
from qinqing.affairs.forms.entering import answer_field
from qinqing.affairs.models import Application, CorrectionPoint
from qinqing.affairs.services import correcting, deciding
from qinqing.affairs.services.correcting import Answered
from qinqing.affairs.shown.contents import point_words
from qinqing.web.fields import line_field, words_field

WORDS, NUMBER = "words-", "number-"


def slip_field() -> forms.CharField:
    return line_field(
        _("凭据"),
        _("还没有写凭据"),
        200,
        help_text=_("到窗口的写回执编号和签字人；打电话的写来电人和日期。企业看得到。"),
    )


class AnswerForForm(ActForm):
    """A line for every point that waits, two for a paper: what was handed over, or what was said instead."""

    title = _("代企业登记补正")
    does = _(
        "企业到窗口或者打电话答复补正的，在这里代为登记；这次没有答复的留空。登记后告知企业；由企业确认以后才能决定。"
    )
    button = _("登记")
    final = True

    def prepare(self) -> None:
        for point in self.waiting:
            kind, _of, key = point.about.partition(":")
            title, asked = point_words(self.case, point.about), self.case.item.field.get(key)
            if kind == "paper":
                self._line(NUMBER, point, gettext("%s：窗口收到的编号或者份数") % title, LONGEST_NUMBER)
                self._line(WORDS, point, gettext("%s：没有交的，企业怎么说") % title)
            elif kind == "field" and asked:
                field = answer_field(asked)
                field.label, field.help_text = title, f"{_asked(point)} {field.help_text}".strip()
                self.fields[f"{WORDS}{point.pk}"] = field
            else:
                self._line(WORDS, point, title)
        self.fields["slip"] = slip_field()
        self.fields["declared"] = declared_field()

    @property
    def waiting(self) -> list[CorrectionPoint]:
        issued = [notice for notice in self.case.notices if notice.issued_at]
        return [point for notice in issued for point in notice.points.all() if not point.answered_at]

    def _line(self, prefix: str, point: CorrectionPoint, label: str, longest: int = 500) -> None:
        self.fields[f"{prefix}{point.pk}"] = line_field(label, longest=longest, help_text=_asked(point))

    def answers(self) -> list[Answered]:
        """Those that were given, in the order of the list."""
        return [answer for point in self.waiting if (answer := self._answer(point))]

    def _answer(self, point: CorrectionPoint) -> Answered | None:
        words = self.cleaned_data.get(f"{WORDS}{point.pk}", "").strip()
        number = self.cleaned_data.get(f"{NUMBER}{point.pk}", "").strip()
        if number:
            return Answered(point.pk, words, {"how": "counter", "no": number})
        return Answered(point.pk, words) if words else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.answers():
            self.add_error(None, gettext("一项也没有写：至少登记一项答复。"))
        return given

    def do(self, application: Application) -> None:
        correcting.answer_for_enterprise(
            self.actor,
            application,
            self.version,
            self.answers(),
            self.cleaned_data["slip"],
            declared=self.declares,
        )


class WithdrawForForm(ActForm):
    title = _("代企业登记撤回")
    does = _("经窗口或者电话提交的，企业可以同样撤回；撤回以后不再办理，不影响以后再申请。登记后告知企业。")
    button = _("登记撤回")
    final = True

    words = words_field(_("为什么撤回"), help_text=_("企业可以不说。"))
    slip = slip_field()
    declared = declared_field()

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        deciding.withdraw_for_enterprise(
            self.actor, application, self.version, given["slip"], given["words"], declared=self.declares
        )


def _asked(point: CorrectionPoint) -> str:
    return gettext("告知的是：%s") % point.words
