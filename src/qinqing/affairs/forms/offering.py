"""What the bureau says of an item: who takes it, how fast it promises to be, what the published fee is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise as LazyWords
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.accounts.models import User
from qinqing.accounts.roles import Role
from qinqing.affairs.catalogue.model import Item
from qinqing.affairs.models import FeeStandard, Promise
from qinqing.affairs.secrecy import Look
from qinqing.affairs.services import offering
from qinqing.files.models import SecrecyOutcome
from qinqing.law.values import unit_words
from qinqing.organisations.models import Department, Official
from qinqing.web.fields import DATE_WRONG, NOT_CHOSEN, line_field, words_field

UNITS = ("workday", "day")


class ItemForm(forms.Form):
    """One thing said of an item, in force from a day on."""

    title: ClassVar[LazyWords]
    button: ClassVar[LazyWords]
    roles: ClassVar[tuple[Role, ...]]

    since = forms.DateField(label=_("哪天起"), help_text=_("例如 2026-12-01"), error_messages=DATE_WRONG)

    def __init__(self, data: Any = None, *, item: Item):
        super().__init__(data, prefix=self.name())
        self.item = item
        if "since" in self.fields:
            self.initial["since"] = timezone.localdate().isoformat()
        self.prepare()

    @classmethod
    def name(cls) -> str:
        return cls.__name__.lower()

    def prepare(self) -> None:
        """Choices and first answers."""

    def begin_after(self, said: QuerySet[Any]) -> None:
        """What is in force stays so today: a new one begins tomorrow. What begins later holds up nothing."""
        today = timezone.localdate()
        if said.filter(since__lte=today).exists():
            self.initial["since"] = (today + timedelta(days=1)).isoformat()

    def do(self, actor: Actor) -> None:
        raise NotImplementedError


class LookedAt(forms.Form):
    """公开保密审查: who prepared it, and what the one who publishes it saw. Two people, always."""

    prepared_by = line_field(
        _("拟稿人（工号）"), _("还没有写拟稿人"), help_text=_("拟稿人不能自己审查，另由一人核对后公开。")
    )
    looked = words_field(
        _("公开保密审查"),
        _("还没有写审查情况"),
        2,
        help_text=_("看过什么，有没有国家秘密、工作秘密和个人信息。"),
    )

    def clean_prepared_by(self) -> User:
        key = self.cleaned_data["prepared_by"].strip()
        found = User.objects.filter(official__key=key, is_active=True).first()
        if found is None:
            raise forms.ValidationError(gettext("没有这个工号，或者这个人没有账号"))
        return found

    @property
    def look(self) -> Look:
        return Look(self.cleaned_data["prepared_by"], self.cleaned_data["looked"])


class PromiseForm(LookedAt, ItemForm):
    title = _("确认承诺期限")
    button = _("确认承诺")
    roles = (Role.REVIEWER, Role.LEADER)

    n = forms.IntegerField(
        label=_("承诺几天"),
        min_value=1,
        error_messages={
            "required": _("还没有写几天"),
            "invalid": _("请写整数，例如 10"),
            "min_value": _("至少 1"),
        },
    )
    unit = forms.ChoiceField(label=_("单位"))
    reason = words_field(_("承诺的依据"), _("还没有写承诺的依据"), 2, help_text=_("例如局务会决定的文号。"))
    field_order = ("n", "unit", "since", "reason")

    def prepare(self) -> None:
        self.fields["unit"].choices = [(unit, str(unit_words(unit))) for unit in UNITS]  # type: ignore[attr-defined]
        self.begin_after(Promise.objects.filter(item=self.item.key))

    def do(self, actor: Actor) -> None:
        given = self.cleaned_data
        offering.confirm_promise(
            actor, self.item.key, given["n"], given["unit"], given["since"], given["reason"], self.look
        )


class UnitForm(ItemForm):
    title = _("由哪个科室办")
    button = _("指定科室")
    roles = (Role.SYSTEM_ADMIN, Role.LEADER)

    department = forms.ModelChoiceField(
        Department.objects.none(),
        to_field_name="key",
        label=_("科室"),
        empty_label=_("请选一个"),
        error_messages={"required": _("还没有选科室"), "invalid_choice": _("没有这个部门，请重选")},
    )
    receiver = line_field(_("新申请先到谁手上（工号）"), help_text=_("不填的，全科都看得到，谁先办谁承办。"))
    field_order = ("department", "receiver", "since")

    def prepare(self) -> None:
        today = timezone.localdate()
        standing = Department.objects.filter(Q(until__isnull=True) | Q(until__gte=today))
        self.fields["department"].queryset = standing  # type: ignore[attr-defined]  # a model choice

    def clean_receiver(self) -> Official | None:
        key = self.cleaned_data["receiver"].strip()
        found = Official.objects.filter(key=key).first() if key else None
        if key and found is None:
            raise forms.ValidationError(gettext("没有这个工号"))
        return found

    def do(self, actor: Actor) -> None:
        given = self.cleaned_data
        offering.assign_item(actor, self.item.key, given["department"], given["receiver"], given["since"])


class StandardForm(LookedAt, ItemForm):
    title = _("公布收费标准")
    button = _("公布标准")
    roles = (Role.REVIEWER, Role.LEADER)

    fee = forms.ChoiceField(label=_("哪项费用"))
    standard_cny = forms.DecimalField(
        label=_("每单位多少元"),
        min_value=Decimal("0.01"),
        max_digits=16,
        decimal_places=2,
        error_messages={
            "required": _("还没有写标准"),
            "invalid": _("请写数字，例如 50000 或 50000.00"),
            "min_value": _("标准要大于 0"),
        },
    )
    source = words_field(
        _("公布它的文件"),
        _("还没有写文件"),
        2,
        help_text=_("写发文机关、文号和公布日期；没有公布的标准不能收。"),
    )
    field_order = ("fee", "standard_cny", "since", "source")

    def prepare(self) -> None:
        self.fields["fee"].choices = [(fee.fee, str(fee.title)) for fee in self.item.fees]  # type: ignore[attr-defined]
        self.begin_after(FeeStandard.objects.filter(fee__in=[fee.fee for fee in self.item.fees]))

    def do(self, actor: Actor) -> None:
        given = self.cleaned_data
        offering.publish_standard(
            actor, given["fee"], given["since"], given["standard_cny"], given["source"], self.look
        )


class SecrecyForm(LookedAt, ItemForm):
    """Of a guide of the bureau's own, as it stands."""

    title = _("公开保密审查")
    button = _("记下审查结论")
    roles = (Role.REVIEWER, Role.LEADER)

    since = None  # type: ignore[assignment]  # it holds for what was looked at, from now on
    outcome = forms.ChoiceField(
        label=_("这份指南能不能公开"),
        choices=SecrecyOutcome.choices,
        widget=forms.RadioSelect,
        error_messages=NOT_CHOSEN,
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
    field_order = ("prepared_by", "looked", "outcome")

    def prepare(self) -> None:
        self.initial["digest"] = self.item.digest

    def do(self, actor: Actor) -> None:
        given = self.cleaned_data
        offering.check_item(actor, self.item.key, given["digest"], given["outcome"], self.look)


def forms_of(item: Item, actor: Actor) -> list[type[ItemForm]]:
    """What this person may say of this item."""
    kinds: list[type[ItemForm]] = [
        *([SecrecyForm] if item.own else []),
        PromiseForm,
        UnitForm,
        *([StandardForm] if item.fees else []),
    ]
    return [kind for kind in kinds if actor.holds(*kind.roles)]
