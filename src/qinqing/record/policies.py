"""The trust policies this installation hands out: by each, one of its trees is read."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from qinqing.record.profiles import PUBLIC
from qinqing.record.trees import second_files
from qinqing.record.witnesses import witnesses
from qinqing.tlog.policy import write_policy

POLICY = "policy"


def published_key(files: Path) -> str:
    """As the tree with these files publishes it; empty before it has signed, or where it cannot be read."""
    try:
        return (files / PUBLIC).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def policies() -> dict[str, str]:
    """By the path below the log's files. A policy each: who cannot compute the second's key still reads the log."""
    log, second = published_key(settings.LOG_FILES), published_key(second_files())
    seen_by = [(one.key, one.url) for one in witnesses()]
    found = {POLICY: write_policy(log, seen_by)} if log else {}
    return found | ({f"{second_files().name}/{POLICY}": write_policy(second)} if second else {})
