"""The files that papers name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from qinqing.files.models import Attachment

LOOKED_AT = ("sha256", "owner", "uploaded_by", "withdrawn_at", "erased_at", "state")


def file_ids(papers: Mapping[str, Any]) -> list[str]:
    """As they are written there, right or wrong."""
    return [str(file) for given in papers.values() if given for file in given.get("files", ())]


def files_named(papers: Mapping[str, Any]) -> dict[str, Attachment]:
    """By id as it is written; what there is not is left out. One question to the database, or none."""
    named = [file for file in file_ids(papers) if _is_id(file)]
    rows = Attachment.objects.filter(pk__in=named).only(*LOOKED_AT) if named else ()
    return {str(row.pk): row for row in rows}


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
