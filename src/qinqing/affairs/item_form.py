"""The form of an item as one firm meets it: asked, filled in already, or not asked, with words saying from where.

Drafts are saved half filled, so nothing is checked but when it is filed: then every problem stands at its field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from qinqing.affairs import filled
from qinqing.affairs.catalogue.held import Answer, Brought, Form
from qinqing.affairs.catalogue.model import Field, Item, Paper
from qinqing.affairs.models import Draft
from qinqing.files.forms import AttachmentsField, limits_in_words
from qinqing.record.words import LONGEST
from qinqing.refusals import Say
from qinqing.web.fields import calendar

FIELD, FILES, COUNTER = "f-", "files-", "counter-"
REGISTER = "register"
YES_NO = (("yes", Say("是", "yes")), ("no", Say("否", "no")))
# Nobody need know these from memory: they are in the firm's own entry of the register.
FROM = {
    "register": Say("本局登记簿", "the bureau's register"),
    "last": Say("您上次的申请", "your last application"),
    "project": Say("同一项目的申请", "the same project"),
    "same": Say("同一工程的申请", "the same works"),
    "decision": Say("本局的决定", "the bureau's decision"),
}


def source_words(source: str, ref: str) -> str:
    """From where something comes, with the number of the application it came from."""
    number = ref.removeprefix("application:") if ref.startswith("application:") else ""
    return f"{FROM[source]} {number}".strip()


class ItemForm(forms.Form):
    """`problems`: field or paper → what is wrong with it; none while it is only saved."""

    use_required_attribute = False

    def __init__(
        self,
        item: Item,
        held: Form,
        draft: Draft,
        problems: Mapping[str, list[str]] | None = None,
        files: Mapping[str, list[str]] | None = None,
    ):
        self.item, self.held, self.draft = item, held, draft
        self.problems = {**(problems or {}), **(files or {})}
        values = {f"{FIELD}{key}": value for key, value in draft.fields.items()}
        values |= {
            f"{COUNTER}{key}": "on" for key, given in draft.papers.items() if given["how"] == "counter"
        }
        super().__init__(values, auto_id="%s")
        for answer in held.answers:
            if answer.source != REGISTER:
                self.fields[f"{FIELD}{answer.field.key}"] = _input(answer)
        for brought in self.asked_papers:
            self.fields[f"{FILES}{brought.paper.key}"] = _files(brought.paper)
            self.fields[f"{COUNTER}{brought.paper.key}"] = forms.BooleanField(
                label=_("改到窗口交"), required=False
            )

    def full_clean(self) -> None:
        """Not Django's own: a draft may be half filled, and what is wrong was found by the item's rules."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        for key, said in self.problems.items():
            name = next((name for name in (f"{FIELD}{key}", f"{FILES}{key}") if name in self.fields), None)
            for words in said:
                self._errors.setdefault(name or "__all__", self.error_class()).append(words)

    @property
    def asked(self) -> list[BoundField]:
        """What only the firm knows; what may stay empty comes last."""
        asked = [one.field for one in self.held.answers if not one.source]
        return [self[f"{FIELD}{one.key}"] for one in sorted(asked, key=lambda one: not one.required)]

    @property
    def to_check(self) -> list[BoundField]:
        """Filled in from earlier: to be looked at, and changed where it changed."""
        return [
            self[f"{FIELD}{one.field.key}"] for one in self.held.answers if one.source not in ("", REGISTER)
        ]

    @property
    def not_asked(self) -> list[tuple[Say, str, str]]:
        """Label, value and source of what is in the register."""
        known = [one for one in self.held.answers if one.source == REGISTER]
        return [(one.field.label, one.value, source_words(one.source, one.ref)) for one in known]

    @property
    def asked_papers(self) -> list[Brought]:
        """To be given online, or at the counter if the firm prefers."""
        return [one for one in self.held.asked_papers if one.paper.kind != filled.NEVER_ONLINE]

    @property
    def limits(self) -> Say:
        return limits_in_words()

    @property
    def by_hand(self) -> list[Paper]:
        """Never online: handed over, only the number is kept here."""
        return [one.paper for one in self.held.asked_papers if one.paper.kind == filled.NEVER_ONLINE]

    @property
    def had_papers(self) -> list[tuple[Say, str]]:
        return [(one.paper.title, source_words(one.source, one.ref)) for one in self.held.not_needed]


def posted_fields(item: Item, data: Mapping[str, Any]) -> dict[str, str]:
    """The answers sent along; others stay as they are. A line's breaks are nothing anybody typed on purpose."""
    sent = {key: data.get(f"{FIELD}{key}") for key in item.field}
    return {key: str(value)[: LONGEST + 1].strip() for key, value in sent.items() if value is not None}


def posted_counter(form: ItemForm, data: Mapping[str, Any]) -> dict[str, Any]:
    """Papers to hand over at the counter instead, and those no longer."""
    changed: dict[str, Any] = {}
    for one in form.asked_papers:
        key, given = one.paper.key, form.draft.papers.get(one.paper.key)
        wished = bool(data.get(f"{COUNTER}{key}"))
        if wished and not given:
            changed[key] = {"how": "counter", "no": ""}
        elif not wished and given and given["how"] == "counter":
            changed[key] = {}
    return changed


def problems_of(item: Item, fields: Mapping[str, str], papers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Field or paper → everything that keeps it from being filed. `papers`: given or held, by key."""
    found = {one.key: [*_of_field(item, one, fields)] for one in item.fields}
    found |= {one.key: [*_of_paper(item, one, papers)] for one in item.papers}
    return {key: said for key, said in found.items() if said}


def _of_field(item: Item, field: Field, fields: Mapping[str, str]) -> Iterator[str]:
    one = replace(item, fields=(field,), papers=())
    for problem in (
        *filled.classified(one, fields),
        *filled.wrong(one, fields),
        *filled.missing(one, fields, {}),
    ):
        yield str(problem.says)


def _of_paper(item: Item, paper: Paper, papers: Mapping[str, Any]) -> Iterator[str]:
    one = replace(item, fields=(), papers=(paper,))
    given = {key: how for key, how in papers.items() if isinstance(how, dict)}
    for problem in (*filled.kept_off(one, given), *filled.missing(one, {}, papers)):
        yield str(problem.says)


def _input(answer: Answer) -> forms.Field:
    field = answer.field
    help = [str(field.help)] if field.help else []
    if answer.source:
        help.append(_("来自%s；变了就改。") % source_words(answer.source, answer.ref))
    shared: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": " ".join(help)}
    if field.kind in ("choice", "yes_no"):
        choices: Iterable[tuple[str, Say]] = field.choices or YES_NO
        return forms.ChoiceField(choices=[*choices], widget=forms.RadioSelect, **shared)
    return forms.CharField(max_length=LONGEST, widget=_widget(field), **shared)


def _widget(field: Field) -> forms.Widget:
    if field.kind == "date":
        return calendar()
    if field.kind in ("number", "area", "money"):
        return forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"})
    return forms.TextInput(attrs={"maxlength": LONGEST})


def _files(paper: Paper) -> AttachmentsField:
    field = AttachmentsField(label=paper.title, required=paper.required)
    field.help_text = str(paper.help or "")  # the limits stand once, above all papers
    return field
