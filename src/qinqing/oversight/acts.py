"""Acts about a firm that people check before doing them: what is filled in, and the facts it would become."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qinqing.facts.schema import TABLES
from qinqing.facts.words import value_words
from qinqing.organisations.models import Department, Size
from qinqing.oversight.forms import LONGEST, EnterpriseField
from qinqing.rules.acts import Act

# What stands for the act in its sentence: it has no number yet.
THIS = "（本件）"
NO_DATE = {"invalid": _("日期写法不对，例如 2026-12-01"), "required": _("还没有写日期")}
NO_AMOUNT = {"invalid": _("请写数字，例如 50000 或 50000.00"), "min_value": _("金额不能小于 0")}


def yuan_field(**how: Any) -> forms.DecimalField:
    return forms.DecimalField(min_value=0, max_digits=16, decimal_places=2, **how)


class ActForm(forms.Form):
    """What every act about a firm says: the unit that does it, the firm it is done to."""

    rule: ClassVar[str]
    name: ClassVar[Promise]
    asks: ClassVar[Promise]

    department = forms.ModelChoiceField(
        Department.objects.none(),
        to_field_name="key",
        label=_("由哪个部门办"),
        empty_label=None,
        error_messages={"required": _("还没有选部门"), "invalid_choice": _("没有这个部门，请重选")},
    )
    enterprise = EnterpriseField()

    def __init__(self, *args: Any, department: Department | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        standing = Department.objects.filter(Q(until__isnull=True) | Q(until__gte=today))
        self.fields["department"].queryset = standing  # type: ignore[attr-defined]  # a model choice
        self.initial.setdefault("department", department.key if department else None)

    def act(self) -> Act:
        """The facts the act would become; asked of a valid form only."""
        return self.rows(self.cleaned_data, {"department_id": self.cleaned_data["department"].key})

    def rows(self, given: dict[str, Any], by: dict[str, Any]) -> Act:
        raise NotImplementedError


class InspectionForm(ActForm):
    """A planned visit to a firm, against the cap of the year."""

    rule = "inspection-over-cap"
    name = _("安排入企检查")
    asks = _("这家企业今年按计划查过几次，再去一次会不会超过公布的上限。")

    planned_on = forms.DateField(
        label=_("打算哪天去"),
        help_text=_("例如 2026-12-01。按这一天所在的年度计数。"),
        error_messages=NO_DATE,
    )
    basis = forms.ChoiceField(
        label=_("依据"),
        help_text=_("只有按计划的检查计入上限。"),
        error_messages={"required": _("还没有选依据"), "invalid_choice": _("没有这种依据，请重选")},
    )
    item = forms.CharField(
        label=_("检查事项"),
        required=False,
        max_length=200,
        help_text=_("上限按事项分别公布的，照公布的写；不分事项的不用填。"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        bases = TABLES["inspections"].by_name["basis"].choices
        self.fields["basis"].choices = [(name, str(value_words(name))) for name in bases]  # type: ignore[attr-defined]
        self.initial.setdefault("planned_on", timezone.localdate().isoformat())

    def rows(self, given: dict[str, Any], by: dict[str, Any]) -> Act:
        noon = timezone.make_aware(datetime.combine(given["planned_on"], time(12)))
        visit = {
            "inspection_id": THIS,
            "enterprise_id": given["enterprise"].key,
            "kind": "routine",
            "basis": given["basis"],
            "item": given["item"] or None,
            "started_at": noon,
        }
        return {"inspections": [visit | by]}


class PenaltyForm(ActForm):
    """A penalty about to be decided, against its discretion band."""

    rule = "penalty-outside-band"
    name = _("作出行政处罚决定")
    asks = _("拟罚的数额在不在裁量幅度之内，超出的有没有写明理由。")

    amount_cny = yuan_field(
        label=_("拟罚数额（元）"),
        error_messages=NO_AMOUNT | {"required": _("还没有写数额")},
    )
    band_low_cny = yuan_field(
        label=_("裁量下限（元）"),
        required=False,
        error_messages=NO_AMOUNT,
        help_text=_("按套用的裁量档次写。上限下限没有写全的，答“无法判定”。"),
    )
    band_high_cny = yuan_field(
        label=_("裁量上限（元）"),
        required=False,
        error_messages=NO_AMOUNT,
    )
    departure_reason = forms.CharField(
        label=_("超出幅度的理由"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("在幅度之内的不用写。规则只看写没写，理由成不成立由法制审核。"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("band_low_cny"), given.get("band_high_cny")
        if low is not None and high is not None and low > high:
            self.add_error("band_high_cny", _("上限小于下限，请核对"))
        return given

    def rows(self, given: dict[str, Any], by: dict[str, Any]) -> Act:
        today = timezone.localdate()
        penalty = {
            "penalty_id": THIS,
            "enterprise_id": given["enterprise"].key,
            "party_kind": "entity",
            "official_id": THIS,
            "violation": THIS,
            "kind": "fine",
            "filed_on": today,
            "decided_on": today,
            "amount_cny": given["amount_cny"],
            "band_low_cny": given["band_low_cny"],
            "band_high_cny": given["band_high_cny"],
            "departure_reason": given["departure_reason"].strip() or None,
            "hearing_offered": False,
            "publication": "required",
        }
        return {"penalties": [penalty | by]}


class TermsForm(ActForm):
    """A term of payment about to be agreed, against the longest the law allows a firm of that size."""

    rule = "term-over-limit"
    name = _("签订合同，约定付款期限")
    asks = _("约定的付款期限，对这样规模的企业是不是太长。")

    size_at_signing = forms.ChoiceField(
        label=_("签订时的企业规模"),
        required=False,
        choices=[("", _("按登记的规模")), *Size.choices],
        help_text=_("以企业声明的为准；不选的，按登记的规模。"),
        error_messages={"invalid_choice": _("没有这种规模，请重选")},
    )
    delivered_on = forms.DateField(
        label=_("预计交付日期"), help_text=_("例如 2026-12-01。期限从这一天起算。"), error_messages=NO_DATE
    )
    term_days = forms.IntegerField(
        label=_("约定交付后多少天付清"),
        min_value=0,
        max_value=9999,
        error_messages={
            "required": _("还没有写天数"),
            "invalid": _("请写整数天数，例如 60"),
            "min_value": _("天数不能小于 0"),
            "max_value": _("天数太大，请核对"),
        },
    )
    retention = forms.BooleanField(
        label=_("这一笔是质保金"), required=False, help_text=_("质保金按约定，不受上限。")
    )

    def rows(self, given: dict[str, Any], by: dict[str, Any]) -> Act:
        firm = given["enterprise"]
        contract = {
            "contract_id": THIS,
            "enterprise_id": firm.key,
            "size_at_signing": given["size_at_signing"] or firm.size or None,
            "official_id": THIS,
            "category": "other",
            "signed_on": timezone.localdate(),
            "amount_cny": Decimal(0),
        }
        payable = {
            "payable_id": THIS,
            "contract_id": THIS,
            "delivered_on": given["delivered_on"],
            "term_days": given["term_days"],
            "amount_cny": Decimal(0),
            "retention": given["retention"],
        }
        return {"contracts": [contract | by], "payables": [payable]}


ACTS: dict[str, type[ActForm]] = {form.rule: form for form in (InspectionForm, PenaltyForm, TermsForm)}
RECUSAL_RULE = "related-award"
# Every rule somebody is asked by before they act; of the last the organ answers.
ASKED_BEFORE = frozenset({*ACTS, RECUSAL_RULE})
