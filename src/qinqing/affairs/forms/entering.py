"""What the counter writes for a firm that files there or by phone: which firm and item, then the item's own form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.actor import Actor
from qinqing.affairs.catalogue.held import Form
from qinqing.affairs.catalogue.model import Field, Item
from qinqing.affairs.filled import NEVER_ONLINE, at_field, at_paper
from qinqing.affairs.forms.base import declared_field, past_day_field
from qinqing.affairs.models import Channel, Draft, Precheck
from qinqing.affairs.secrecy import public_items
from qinqing.affairs.texts import items_now
from qinqing.oversight.forms import EnterpriseField
from qinqing.refusals import Refused
from qinqing.web.fields import words_field

CHANNELS = [(one.value, capfirst(one.label)) for one in (Channel.COUNTER, Channel.PHONE)]
FIELD, PAPER = "field-", "paper-"


def offered() -> list[tuple[str, str]]:
    """Every item of the house: whoever stands at the counter is served while a guide waits for its check too."""
    public = public_items()
    titles = [(item.key, _title(item, item.key in public)) for item in items_now().values()]
    return [("", gettext("请选一项")), *titles]


def _title(item: Item, public: bool) -> str:
    return str(item.title) if public else gettext("%s（指南待保密审查，网上暂不显示）") % str(item.title)


class EnterForm(forms.Form):
    """For whom, what, and how they came."""

    enterprise = EnterpriseField()
    item = forms.ChoiceField(label=_("办什么"), error_messages={"required": _("还没有选事项")})
    channel = forms.ChoiceField(
        label=_("怎么来的"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        initial=Channel.COUNTER.value,
        error_messages={"required": _("还没有选窗口还是电话")},
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = offered()  # type: ignore[attr-defined]  # a choice field


class DraftForm(forms.Form):
    """An item's questions and papers as this firm meets them; what the bureau has is filled in or not asked.

    Answers stay strings: whether they answer the guide is the service's question, all of it at once.
    """

    received_on = past_day_field(_("企业哪天来的"))
    declared = declared_field()

    def __init__(self, data: Any = None, *, draft: Draft, form: Form):
        super().__init__(data)
        self.draft, self.form = draft, form
        # Saved for later it may have gaps; filed it may not.
        whole = data is None or "file" in data
        for answer in form.answers:
            field = answer_field(answer.field)
            field.required = answer.field.required and whole
            self.fields[FIELD + answer.field.key] = field
            self.initial[FIELD + answer.field.key] = draft.fields.get(answer.field.key, answer.value)
        for asked in form.asked_papers:
            hint = (
                gettext("图纸、照片当面看，不收电子件；只登记证书编号。")
                if asked.paper.kind == NEVER_ONLINE
                else ""
            )
            self.fields[PAPER + asked.paper.key] = forms.CharField(
                label=str(asked.paper.title) + ("" if asked.paper.required else gettext("（有才交）")),
                required=False,
                max_length=100,
                help_text=hint or gettext("收到的写编号，没有编号的写份数；没有收到的留空。"),
            )
            known = draft.papers.get(asked.paper.key, {})
            self.initial[PAPER + asked.paper.key] = known.get("no", "")

    @property
    def answers(self) -> dict[str, str]:
        return self._of(FIELD)

    @property
    def papers(self) -> dict[str, Any]:
        """An empty line takes a paper away again."""
        return {key: {"how": "counter", "no": no} if no else None for key, no in self._of(PAPER).items()}

    @property
    def field_bounds(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(FIELD)]

    @property
    def paper_bounds(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith(PAPER)]

    def tell(self, refused: Refused) -> None:
        """The refusal above the form, each of its problems at the field it is about."""
        self.add_error(None, str(refused.says))
        fields = {at_field(name.removeprefix(FIELD)): name for name in self.fields if name.startswith(FIELD)}
        fields |= {at_paper(name.removeprefix(PAPER)): name for name in self.fields if name.startswith(PAPER)}
        for problem in refused.problems:
            name = fields.get(problem.at)
            self.add_error(name, str(problem.says if name else problem))

    def _of(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): str(value).strip()
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }


def answer_field(asked: Field) -> forms.Field:
    """A question of the guide as the counter fills it in; whether it is answered rightly the service says."""
    choices = [(choice.key, str(choice.label)) for choice in asked.choices]
    if asked.kind == "yes_no":
        choices = [("yes", gettext("是")), ("no", gettext("否"))]
    how: dict[str, Any] = {
        "label": str(asked.label),
        "required": False,
        "error_messages": {"required": gettext("还没有填")},
        "help_text": asked.help or EXAMPLES.get(asked.kind, ""),
    }
    if choices:
        return forms.ChoiceField(choices=[("", gettext("请选一种")), *choices], **how)
    return forms.CharField(max_length=2000, **how)


EXAMPLES = {
    "date": _("例如 2026-12-01"),
    "area": _("平方米，例如 1200.5"),
    "money": _("元，最多两位小数"),
    "number": _("例如 12"),
}


class PrecheckForm(forms.Form):
    """A look at the papers before filing, or their return by word of mouth."""

    kind = forms.ChoiceField(
        label=_("是哪一种"),
        choices=Precheck.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("还没有选是哪一种")},
    )
    enterprise = EnterpriseField()
    item = forms.ChoiceField(label=_("办什么"), error_messages={"required": _("还没有选事项")})
    words = words_field(
        _("看了什么，为什么没有收"), _("还没有写内容"), help_text=_("如实写，会统计进这个事项的退回率。")
    )

    def __init__(self, data: Any = None, *, actor: Actor):
        super().__init__(data)
        self.fields["item"].choices = offered()  # type: ignore[attr-defined]  # a choice field
