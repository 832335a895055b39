"""Telling people: rows written in the transaction of the act, so that neither is there without the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from qinqing.notices.models import Notice


def notify(users: Iterable[int], kind: str, about: str = "", *, missed_on: date | None = None) -> None:
    """One notice to each of `users` (keys of accounts), in one question to the database; none for nobody."""
    rows = [
        Notice(user_id=user, kind=kind, about=about, missed_on=missed_on, spread=not settings.NOTICE_CHANNELS)
        for user in dict.fromkeys(users)
    ]
    if rows:
        Notice.objects.bulk_create(rows)
