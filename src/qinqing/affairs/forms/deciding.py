"""What comes of an application: proposed, priced by the published standard, decided, delivered."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from qinqing.affairs.catalogue.fees import fee_due
from qinqing.affairs.filled import number_in
from qinqing.affairs.forms.base import ActForm, declared_field, past_day_field
from qinqing.affairs.models import Application, Kind, Outcome
from qinqing.affairs.published import standards_of
from qinqing.affairs.services import deciding
from qinqing.refusals import Refused
from qinqing.web.fields import line_field, words_field

OUTCOMES = [(one.value, capfirst(one.label)) for one in (Outcome.GRANTED, Outcome.REFUSED)]


def outcome_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("结果"),
        choices=OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": _("还没有选准予还是不予")},
    )


class _Reasoned(ActForm):
    """An outcome with its reason and the article it rests on."""

    outcome = outcome_field()
    reason = words_field(_("理由"), _("还没有写理由"), 4, help_text=_("写事实和判断；企业看到的就是这段话。"))
    articles = words_field(_("依据的条款"), _("还没有写依据的条款"), 2, help_text=_("写到条、款、项。"))

    def prepare(self) -> None:
        self.initial["articles"] = "；".join(
            basis.says.zh for basis in self.case.item.basis if basis.citations
        )


class ProposeForm(_Reasoned):
    title = _("提出办理意见")
    does = _("写明准予还是不予、理由和依据，由作决定的人看。提过意见的人不再作决定。")
    button = _("提出意见")

    declared = declared_field()

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        words = (given["outcome"], given["reason"], given["articles"])
        deciding.propose_decision(self.actor, application, self.version, *words, declared=self.declares)


class DecideForm(_Reasoned):
    title = _("作出决定")
    does = _("准予或者不予，写明理由和依据；不予的，企业凭它申请复议或者起诉。")
    button = _("作出决定")
    final = True

    certificate_no = line_field(_("证照或者文书编号"), help_text=_("还没有的留空。"))
    declared = declared_field()

    def prepare(self) -> None:
        super().prepare()
        proposed = [step for step in self.case.steps if step.kind == Kind.PROPOSED]
        if proposed:
            last = proposed[-1]
            self.initial["outcome"], self.initial["reason"] = last.said.get("outcome"), last.words
            self.initial["articles"] = last.said.get("articles", "")

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        deciding.decide(
            self.actor,
            application,
            self.version,
            given["outcome"],
            given["reason"],
            given["articles"],
            given["certificate_no"],
            declared=self.declares,
        )


class AssessForm(ActForm):
    title = _("核定费用")
    does = _(
        "只按公布的标准乘以数量；任何人不得为一家企业减、免、缓。由别人作决定的事项，核费的人不再作决定。"
    )
    button = _("核定")

    fee = forms.ChoiceField(label=_("哪项费用"), error_messages={"required": _("还没有选哪项费用")})
    amount_cny = forms.DecimalField(
        label=_("金额（元）"),
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        error_messages={
            "required": _("还没有写金额"),
            "invalid": _("请写数字，例如 50000 或 50000.00"),
            "min_value": _("金额不能小于 0"),
        },
        help_text=_("已按公布的标准算好，请核对。"),
    )
    declared = declared_field()

    def prepare(self) -> None:
        fees = self.case.item.fees
        self.fields["fee"].choices = [(fee.fee, str(fee.title)) for fee in fees]  # type: ignore[attr-defined]
        self.initial["amount_cny"] = self._due()

    def _due(self) -> Decimal | None:
        """None where nothing tells it: no standard, no quantity."""
        now = self.case.application
        for fee in self.case.item.fees[:1]:
            quantity = number_in(str(now.fields.get(fee.quantity, "")))
            try:
                return fee_due(fee, quantity, standards_of(fee.fee), now.received_on) if quantity else None
            except Refused:
                return None
        return None

    def do(self, application: Application) -> None:
        said = self.cleaned_data["fee"], self.cleaned_data["amount_cny"]
        deciding.assess_fee(self.actor, application, self.version, *said, declared=self.declares)


class DeliverForm(ActForm):
    title = _("送达")
    does = _("决定到了企业手里：怎么送的、哪天收到的。")
    button = _("登记送达")

    words = words_field(_("怎么送的"), rows=2, help_text=_("例如窗口当面交、邮寄单号。可以不填。"))
    on = past_day_field(_("哪天送到"))
    declared = declared_field()

    def do(self, application: Application) -> None:
        given = self.cleaned_data
        deciding.deliver(
            self.actor, application, self.version, given["words"], given["on"], declared=self.declares
        )
