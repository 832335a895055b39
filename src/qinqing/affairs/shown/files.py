"""Attached files as a page lists them: name, size, whether they may be opened yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from qinqing.affairs.models import Evidence
from qinqing.files.models import Attachment
from qinqing.web.components.attached import Attached


def attached_rows(files: Iterable[Attachment]) -> list[Attached]:
    return [attached_row(file) for file in files]


def attached_row(file: Attachment) -> Attached:
    note = f"{file.kind.upper()} · {filesizeformat(file.size)}"
    if file.standing == "clean":
        return Attached(file.name, note, reverse("attachment", args=[file.pk]))
    words, kind = _standing(file.standing)
    return Attached(file.name, note, state=words, kind=kind)


def evidence_row(evidence: Evidence, *, own: bool) -> Attached:
    """What a step rests on; of what is not for the firm it learns that there is a file, not even its name."""
    if evidence.for_firm or not own:
        return attached_row(evidence.file)
    return Attached(_("依据的附件"), "", state=_("本局留存，不提供打开"), kind="done")


def _standing(standing: str) -> tuple[str, str]:
    return {
        "quarantined": (_("待扫描，扫描后才能打开"), "open"),
        "refused": (_("扫描发现问题，已销毁，请另交"), "halt"),
        "withdrawn": (_("已撤回"), "done"),
        "erased": (_("已依法清除"), "done"),
    }[standing]
