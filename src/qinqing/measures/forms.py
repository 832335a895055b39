"""What a reviewer says of a loaded measure: who issued it, whose duties it sets out, what kind of list each chapter is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from qinqing.law.bindings import LIST_NAMES, SIDE_NAMES
from qinqing.measures.models import Chapter, Measure
from qinqing.measures.services import Listed
from qinqing.refusals import Say
from qinqing.web.templatetags.words import said

# Ids of the lists of known words in the page; a word of one's own may be typed instead.
LISTS, SIDES = "known-lists", "known-sides"
LONGEST = 30


class KnownWords(forms.CharField):
    """A word of an open set: known ones by their name in the reader's language, others as they stand."""

    def __init__(self, names: dict[str, Say], listed: str, **given: Any):
        super().__init__(
            required=False,
            max_length=LONGEST,
            widget=forms.TextInput(attrs={"list": listed, "class": "input-s"}),
            **given,
        )
        self.names = names

    def prepare_value(self, value: Any) -> Any:
        return said(self.names[value]) if value in self.names else value

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        return next((code for code, say in self.names.items() if words in (code, say.zh, say.en)), words)


class DescribeForm(forms.Form):
    """Fields for the measure, then two for each chapter: `list-2`, `binds-2`."""

    issuer = forms.CharField(
        label=_("制定机关"), max_length=200, error_messages={"required": _("还没有写制定机关")}
    )
    binds = KnownWords(SIDE_NAMES, SIDES, label=_("谁的义务"))

    def __init__(self, measure: Measure, data: Any = None):
        super().__init__(data, initial={"issuer": measure.issuer, "binds": measure.binds})
        self.chapters = list(measure.chapters.all())
        for chapter in self.chapters:
            self.fields[f"list-{chapter.number}"] = KnownWords(
                LIST_NAMES, LISTS, label=_("清单"), initial=chapter.list_type
            )
            self.fields[f"binds-{chapter.number}"] = KnownWords(
                SIDE_NAMES, SIDES, label=_("谁的义务"), initial=chapter.binds
            )
        if measure.articles.filter(chapter=None).exists():
            self.fields["loose"] = KnownWords(
                LIST_NAMES, LISTS, label=_("不在任何一章的条文是什么清单"), initial=measure.list_type
            )

    def chapter_fields(self) -> Iterator[tuple[Chapter, BoundField, BoundField]]:
        for chapter in self.chapters:
            yield chapter, self[f"list-{chapter.number}"], self[f"binds-{chapter.number}"]

    def described(self) -> dict[str, Any]:
        """The cleaned form as `describe_measure` takes it."""
        given = self.cleaned_data
        return {
            "issuer": given["issuer"],
            "binds": given["binds"],
            "loose": given.get("loose", ""),
            "chapters": {
                c.number: Listed(given[f"list-{c.number}"], given[f"binds-{c.number}"]) for c in self.chapters
            },
        }
