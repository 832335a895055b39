"""An act on an application as somebody fills it in: its name, what it does, its fields, and the service it calls.

One more act: a form beside its like, and a line in `forms.ACTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.affairs.models import Application
from qinqing.affairs.selectors.cases import Case
from qinqing.web.fields import day_field

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def seen_field() -> forms.IntegerField:
    """The version of the application the person looked at, sent back with what they do."""
    whole = {"required": _("这一页不完整，请重新打开再办")}
    return forms.IntegerField(min_value=0, widget=forms.HiddenInput, error_messages=whole)


class ActForm(forms.Form):
    """One act. `final`: it cannot be undone, so it is shown once more before it is done.

    `seen`: the version of the application the person looked at.
    """

    # A template that meets the class shows its words; it would otherwise call it.
    do_not_call_in_templates: ClassVar[bool] = True
    title: ClassVar[Promise]
    does: ClassVar[Promise]
    button: ClassVar[Promise]
    final: ClassVar[bool] = False

    seen = seen_field()

    def __init__(self, data: Any = None, files: Any = None, *, actor: Actor, case: Case):
        super().__init__(data, files)
        self.actor, self.case = actor, case
        self.prepare()

    def prepare(self) -> None:
        """Choices and first answers that hang on the application."""

    def do(self, application: Application) -> None:
        """The service, with what was filled in; asked of a valid form only. Raises what it refuses."""
        raise NotImplementedError

    @property
    def version(self) -> int:
        version: int = self.cleaned_data["seen"]
        return version

    @property
    def declares(self) -> bool:
        """Whether they said themselves that they have no interest: asked where `declared` is a field."""
        return bool(self.cleaned_data.get("declared"))


def past_day_field(label: Words, **how: Any) -> forms.DateField:
    """The day something happened, where it is entered later."""
    return day_field(label, help_text=_("例如 2026-12-01；就是今天的不用填。"), **how)


def declared_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("本人申报：与这家企业没有须回避的关系"),
        required=False,
        help_text=_("先由纪检监察机构核对，只答要不要回避。它没有应答时，本人申报后才能办，申报会存证。"),
    )
