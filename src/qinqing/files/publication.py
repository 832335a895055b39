"""What is to become public, as a secrecy check names it; and whether it may."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from qinqing.accounts.models import User
from qinqing.files.models import Access, Attachment, SecrecyCheck, SecrecyOutcome
from qinqing.tlog.canonical import canonical, plain


@dataclass(frozen=True, slots=True)
class Publication:
    """`subject`: which thing, as `affairs/decision/2026-000123` · `digest`: SHA-256 of exactly what would be shown."""

    subject: str
    digest: str
    prepared_by: User


def publication_of(attachment: Attachment) -> Publication:
    """An attachment: its bytes, prepared by whoever attached it."""
    return Publication(attachment.case, attachment.sha256, attachment.uploaded_by)


def publication(subject: str, shown: object, prepared_by: User) -> Publication:
    """Anything else: `shown` is what the page would show, as text, numbers, lists and dictionaries."""
    return Publication(subject, hashlib.sha256(canonical(plain(shown))).hexdigest(), prepared_by)


def may_be_published(what: Publication) -> bool:
    return was_cleared(what.subject, what.digest)


def was_cleared(subject: str, digest: str) -> bool:
    """Whether the last check of exactly this said that it may become public."""
    last = SecrecyCheck.objects.filter(subject=subject, digest=digest).last()
    return last is not None and last.outcome == SecrecyOutcome.MAY_PUBLISH


def cleared_among(asked: Mapping[str, str]) -> frozenset[str]:
    """As `was_cleared` of many, subject → digest, in one question: the subjects that may become public."""
    if not asked:
        return frozenset()
    checks = SecrecyCheck.objects.filter(subject__in=asked, digest__in=set(asked.values()))
    last = {(one.subject, one.digest): one.outcome for one in checks}  # the newest comes last
    return frozenset(
        subject for subject in asked if last.get((subject, asked[subject])) == SecrecyOutcome.MAY_PUBLISH
    )


def is_published(attachment: Attachment) -> bool:
    """Whether anybody may open it: of the public class, and checked."""
    return attachment.access == Access.PUBLIC and may_be_published(publication_of(attachment))
