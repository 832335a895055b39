"""The field for attachments: several at once, its limits in words, refused with every problem before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qinqing.files import refusals
from qinqing.files.checks import File, problems_before
from qinqing.files.limits import ACCEPTED, KINDS, MOST_FILES
from qinqing.refusals import Say


class AttachmentsInput(forms.FileInput):
    """The browser's own chooser; works without JavaScript. What it offers is a help, not a check."""

    allow_multiple_selected = True

    def __init__(self, accepts: Sequence[str] = ACCEPTED):
        endings = [f".{extension}" for key in accepts for extension in KINDS[key].extensions]
        super().__init__(attrs={"multiple": True, "accept": ",".join(endings)})


class AttachmentsField(forms.FileField):
    """Cleans to a list of uploads for `services.receive_all`; empty where none was chosen and none is required."""

    def __init__(self, *, accepts: Sequence[str] = ACCEPTED, **given: Any):
        self.accepts = tuple(accepts)
        given.setdefault("help_text", _limits(self.accepts))
        given.setdefault("error_messages", {"required": _("还没有选文件")})
        super().__init__(widget=AttachmentsInput(accepts), **given)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [one for one in (data or []) if one]
        if not uploads:
            if self.required and not initial:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        files = [File(one, one.name, one.size) for one in uploads]
        if troubles := problems_before(files, self.accepts):
            raise forms.ValidationError(
                [
                    forms.ValidationError(
                        gettext("%(label)s：%(words)s") % {"label": name, "words": refused.says}
                        if name
                        else str(refused.says),
                        refused.code,
                    )
                    for name, refused in troubles
                ]
            )
        return uploads


def limits_in_words(accepts: Sequence[str] = ACCEPTED) -> Say:
    """What may be chosen, how many and how large."""
    kinds = refusals.words_for(accepts)
    return Say(
        f"{kinds.zh}；一次最多 {MOST_FILES} 个，合计不超过 {refusals.MEGABYTES} MB。图纸和防护设备照片不要上传，请交到窗口。",
        f"{kinds.en}; at most {MOST_FILES} at a time, {refusals.MEGABYTES} MB together. Drawings and photos of protective equipment are not attached: hand them over at the counter.",
    )


_limits = lazy(lambda accepts: str(limits_in_words(accepts)), str)
