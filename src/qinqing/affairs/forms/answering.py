"""The first answer to an application, and what is handed over: accept, decline, notify once, take papers in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.forms.base import ActForm, declared_field
from qinqing.affairs.models import Application, How
from qinqing.affairs.services import accepting, correcting, filing
from qinqing.affairs.services.papers import receive_paper
from qinqing.affairs.shown.contents import filled, given
from qinqing.web.fields import line_field, words_field

ELSEWHERE = "-"


class AcceptForm(ActForm):
    title = _("受理")
    does = _(
        "材料齐全、符合形式，就受理；期限从次日起算。还没有承办人的，由您承办；由别人作决定的事项，受理的人不再作决定。"
    )
    button = _("受理")

    declared = declared_field()

    def do(self, application: Application) -> None:
        accepting.accept(self.actor, application, self.version, declared=self.declares)


class RefuseScopeForm(ActForm):
    title = _("不予受理，告知归谁办")
    does = _("只有依法不由本局办的，才不予受理；同时写明归哪个机关，企业当即知道去哪里。")
    button = _("不予受理")
    final = True

    office = forms.ChoiceField(label=_("归谁办"), error_messages={"required": _("还没有选归谁办")})
    other = line_field(_("另写机关名称"), help_text=_("上面没有的才写。"))
    words = words_field(_("理由"), _("还没有写理由"), help_text=_("企业看到的就是这段话。"))
    declared = declared_field()

    def prepare(self) -> None:
        offices = list(dict.fromkeys(str(one.office) for one in self.case.item.offices))
        choices = [("", gettext("请选一个")), *((office, office) for office in offices)]
        choices.append((ELSEWHERE, gettext("另一个机关")))
        self.fields["office"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("office") == ELSEWHERE and not given.get("other"):
            self.add_error("other", gettext("还没有写是哪个机关"))
        return given

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        office = given["other"] if given["office"] == ELSEWHERE else given["office"]
        accepting.refuse_scope(
            self.actor, application, self.version, office, given["words"], declared=self.declares
        )


class NotifyForm(ActForm):
    """A line for every field and paper of the guide, and one for what the guide does not ask."""

    title = _("一次告知补正")
    does = _(
        "把缺的、错的一次写全，只有这一次。没有问题的留空。指南以外的要求写在最后一栏，会登记给双方看。由别人作决定的事项，告知补正的人不再作决定。"
    )
    button = _("告知企业")
    final = True

    OTHER = "other"

    declared = declared_field()

    def prepare(self) -> None:
        item, answers = self.case.item, {one.field.key: one.words for one in filled(self.case)}
        handed = {one.key: one.how for one in given(self.case)}
        for paper in item.papers:
            self._line(f"paper:{paper.key}", str(paper.title), handed.get(paper.key) or gettext("没有交"))
        for field in item.fields:
            words = answers.get(field.key)
            hint = gettext("填的是：%s") % words if words else gettext("没有填")
            self._line(f"field:{field.key}", str(field.label), hint)
        self._line(
            self.OTHER,
            capfirst(gettext("指南以外的要求")),
            gettext("指南没有的，本来不该要；写了就登记在案。"),
        )

    def _line(self, about: str, label: str, hint: str) -> None:
        self.fields[about] = forms.CharField(label=label, required=False, max_length=500, help_text=hint)

    def groups(self) -> list[tuple[str, list[Any]]]:
        """(heading, fields): papers, fields, beyond the guide."""
        named = [
            (gettext("材料"), "paper:"),
            (gettext("填写的内容"), "field:"),
            (gettext("指南以外"), self.OTHER),
            (gettext("回避"), "declared"),
        ]
        return [
            (heading, [self[name] for name in self.fields if name.startswith(prefix)])
            for heading, prefix in named
            if any(name.startswith(prefix) for name in self.fields)
        ]

    def points(self) -> list[tuple[str, str]]:
        return [
            (name, words)
            for name, words in self.cleaned_data.items()
            if isinstance(words, str) and words.strip()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not self.points():
            self.add_error(None, gettext("一项也没有写：要补正的写在对应的一栏；都没有问题的，请受理。"))
        return given

    def do(self, application: Application) -> None:
        correcting.notify_correction(
            self.actor, application, self.version, self.points(), declared=self.declares
        )


class OpenSecondForm(ActForm):
    title = _("同意再次告知补正")
    does = _("补正只告知一次。确需再告知的，由您写明理由；它会列为疑点，督查看得到。")
    button = _("同意再告知一次")
    final = True

    reason = words_field(_("为什么第一次没有说全"), _("还没有写理由"))
    declared = declared_field()

    def do(self, application: Application) -> None:
        correcting.open_second_notice(
            self.actor, application, self.version, self.cleaned_data["reason"], declared=self.declares
        )


class ReceivePaperForm(ActForm):
    title = _("收下窗口递交的材料")
    does = _("当面看过原件，只登记编号；图纸和照片不扫描、不上网。")
    button = _("已收到")

    paper = forms.ChoiceField(label=_("哪一份"), error_messages={"required": _("还没有选是哪一份")})
    number = line_field(
        _("证书或者材料的编号"), _("还没有写编号"), help_text=_("没有编号的，写份数和名称，例如“2 份”。")
    )
    declared = declared_field()

    declared = declared_field()

    def prepare(self) -> None:
        titles = self.case.item.paper
        rows = [row for row in self.case.papers if row.paper in titles and row.how == How.COUNTER]
        waiting = [row for row in rows if row.received_by_id is None]
        self.fields["paper"].choices = [  # type: ignore[attr-defined]  # a choice field
            (str(row.pk), str(titles[row.paper].title)) for row in waiting or rows
        ]

    def do(self, application: Application) -> None:
        paper = next(row for row in self.case.papers if str(row.pk) == self.cleaned_data["paper"])
        receive_paper(self.actor, paper, self.version, self.cleaned_data["number"], declared=self.declares)


class ConfirmForm(ActForm):
    title = _("登记企业签字的回执")
    does = _("代填的申请须企业确认才能决定。企业不上网的，登记它签过字的纸质回执。")
    button = _("登记确认")

    slip = line_field(
        _("纸质回执"), _("还没有写回执的编号和签字人"), 200, help_text=_("写编号、签字人和日期。")
    )
    declared = declared_field()

    def do(self, application: Application) -> None:
        filing.confirm_entered(
            self.actor, application, self.version, self.cleaned_data["slip"], declared=self.declares
        )
