"""What people fill in, alike in every form: words, a line, a day, each with what is said where it is missing or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qinqing.record.words import LONGEST

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

TOO_LONG = {"max_length": _("太长了，最多 %(limit_value)s 字")}
DATE_WRONG = {"invalid": _("日期写法不对，例如 2026-12-01"), "required": _("还没有写日期")}
NOT_CHOSEN = {"required": _("还没有选"), "invalid_choice": _("没有这个选项")}


def words_field(label: Words, missing: Words | None = None, rows: int = 3, **how: Any) -> forms.CharField:
    """What somebody writes; it may stay empty where nothing says that it is `missing`."""
    area = forms.Textarea(attrs={"rows": rows})
    return line_field(label, missing, LONGEST, widget=area, **how)


def line_field(label: Words, missing: Words | None = None, longest: int = 100, **how: Any) -> forms.CharField:
    """A number or a name on one line."""
    said = {**TOO_LONG, **({"required": missing} if missing else {})}
    return forms.CharField(
        label=label, max_length=longest, required=missing is not None, error_messages=said, **how
    )


def day_field(label: Words, missing: Words | None = None, **how: Any) -> forms.DateField:
    """A day as people write it; `missing` as above. A phone offers its calendar with `widget=calendar()`."""
    said = {**DATE_WRONG, **({"required": missing} if missing else {})}
    how = {"help_text": _("例如 2026-12-01"), **how}
    return forms.DateField(label=label, required=missing is not None, error_messages=said, **how)


def calendar() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})
