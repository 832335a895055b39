"""What a program sent under a key of its own: sent again it is recognised, and anything else under that key is told apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qinqing.affairs.catalogue.held import Held
from qinqing.affairs.models import Application, Draft, Kind
from qinqing.files.models import Attachment


@dataclass(frozen=True, slots=True)
class Sent:
    """`draft`: makes it of what was sent, or refuses · `content`: what was sent, as a digest; the first step keeps it ·
    `held`: what the bureau held of the firm then."""

    draft: Callable[[], Draft]
    content: str
    held: Held


def content_of(
    item: str, fields: Mapping[str, str], papers: Mapping[str, Any], files: Mapping[str, Attachment]
) -> str:
    """SHA-256 over item, answers and papers. A file counts by its bytes: uploaded once more, it is the same."""
    bytes_of = {file: attached.sha256 for file, attached in files.items()}
    given = {
        "item": item,
        "fields": {key: value.strip() for key, value in fields.items() if value.strip()},
        "papers": {key: _paper(paper, bytes_of) for key, paper in papers.items()},
    }
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()


def _paper(given: Mapping[str, Any], bytes_of: Mapping[str, str]) -> list[str]:
    if given["how"] == "file":
        return ["file", *sorted(bytes_of.get(str(file), str(file)) for file in given["files"])]
    return [given["how"], given.get("no", "").strip()]


def content_filed(application: Application) -> str:
    """What was sent when it was filed; '' where a person filed it on a page."""
    first = application.steps.filter(kind=Kind.RECEIVED).first()
    return first.said.get("content", "") if first else ""
