"""For which firm: one person may act for several. The same field wherever that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.organisations.models import Enterprise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

WHICH = _("哪家企业")


class FirmField(forms.ModelChoiceField):
    """One of the firms somebody acts for, sent as its code. A form's `__init__` says which: `offer_firms(self, …)`.

    Of several none is chosen before; the only one is not asked for.
    """

    def __init__(self, label: Words = WHICH, **how: Any) -> None:
        said = {"required": _("还没有选企业"), "invalid_choice": _("没有这家企业")}
        super().__init__(
            Enterprise.objects.none(),
            label=label,
            to_field_name="key",
            empty_label=_("请选一家"),
            error_messages=said,
            **how,
        )
        self.only: Enterprise | None = None

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)

    def clean(self, value: Any) -> Any:
        return super().clean(value or (self.only and self.only.key))


def offer_firms(form: forms.Form, firms: Sequence[Enterprise], name: str = "firm") -> None:
    """The reader's own firms, as `accounts.request.own_firms` has them."""
    field = form.fields[name]
    assert isinstance(field, FirmField)
    field.queryset = Enterprise.objects.filter(pk__in=[firm.pk for firm in firms]).order_by("key")
    if len(firms) == 1:
        field.only, field.widget, field.initial = firms[0], forms.HiddenInput(), firms[0].key
