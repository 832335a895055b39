"""Forms: fields with their hint and error, the summary of errors, options with what each means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from qinqing.web.components.registry import joined, register, rendered

Context = dict[str, Any]

SHORT = (forms.DateInput, forms.NumberInput, forms.TimeInput)
UNSTYLED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


@register.simple_block_tag(takes_context=True)
def post(context: Context, content: str, url: str = "", files: bool = False) -> SafeString:
    """A form that changes something: token inside, our own error messages instead of the browser's."""
    return rendered("post", content=content, url=url, files=files, csrf_token=context.get("csrf_token"))


@register.simple_tag
def field(field: BoundField, label: object = "") -> SafeString:
    """One field of a Django form: label (its own, unless given), hint, error, input. Radios and ticks come as a group."""
    field.label = str(label) if label else field.label
    if isinstance(field.field.widget, forms.HiddenInput):
        return field.as_widget()
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return rendered("field_group", field=field, choices=_choices(field, {}), error=_error(field))
    name = "field_tick" if isinstance(field.field.widget, forms.CheckboxInput) else "field"
    return rendered(name, field=field, input=_input(field), error=_error(field))


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Every field of a form, in its order."""
    return joined(*(field(bound) for bound in form))


@register.simple_tag
def options(field: BoundField, hints: Mapping[Any, object] | None = None, legend: object = "") -> SafeString:
    """A choice among acts, one a line, each with what it means: hints by value."""
    return rendered(
        "options",
        field=field,
        legend=legend or field.label,
        choices=_choices(field, hints or {}),
        error=_error(field),
    )


@register.simple_tag
def errors(form: forms.BaseForm) -> SafeString:
    """At the head of a refused form: every error, linked to its field. Nothing for a form without errors."""
    if not form.is_bound or form.is_valid():
        return SafeString("")
    named = [form[name] for name in form.errors if name != "__all__"]
    found = [(_anchor(bound), bound.label, words) for bound in named for words in bound.errors]
    return rendered("errors", errors=found, general=form.non_field_errors(), id=f"errors-{id(form):x}")


def _input(field: BoundField) -> SafeString:
    widget, attributes = field.field.widget, _described(field)
    if not isinstance(widget, UNSTYLED):
        short = isinstance(widget, SHORT) or isinstance(field.field, forms.DateField)
        attributes["class"] = " ".join(
            ("input", *(("input-s",) if short else ()), widget.attrs.get("class", ""))
        ).strip()
    attributes["placeholder"] = False  # the label says it, and stays
    attributes.setdefault("autocomplete", widget.attrs.get("autocomplete", "off"))
    text: SafeString = field.as_widget(attrs=attributes)
    return text


def _described(field: BoundField) -> dict[str, Any]:
    """What screen readers are told: the hint and the error belong to this input."""
    ids = [f"{field.auto_id}-hint"] if field.help_text else []
    ids += [f"{field.auto_id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(ids)} if ids else {}
    return {**attributes, "aria-invalid": "true"} if field.errors else attributes


def _error(field: BoundField) -> str:
    return " ".join(str(words) for words in field.errors)


def _choices(field: BoundField, hints: Mapping[str, object]) -> list[dict[str, object]]:
    """Each choice with its input, label, id and hint. Any ChoiceField will do, whatever its widget."""
    kind = "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"
    chosen = field.value()
    held = {str(v) for v in chosen} if isinstance(chosen, list | tuple) else {str(chosen)}
    return [
        {
            "id": f"{field.auto_id}_{n}",
            "value": value,
            "label": label,
            "hint": hints.get(str(value), ""),
            "checked": str(value) in held,
            "kind": kind,
        }
        for n, (value, label) in enumerate(_offered(field))
    ]


def _offered(field: BoundField) -> list[tuple[object, object]]:
    """The choices of a choice field without its empty one."""
    assert isinstance(field.field, forms.ChoiceField)
    choices = cast("Iterable[tuple[object, object]]", field.field.choices)
    return [(value, label) for value, label in choices if value != ""]


def _anchor(field: BoundField) -> str:
    """The id of the input an error is about; of its first choice where there are several."""
    several = isinstance(field.field, forms.ChoiceField) and not isinstance(field.field.widget, forms.Select)
    return f"{field.auto_id}_0" if several else str(field.auto_id)
