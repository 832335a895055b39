"""Verified totals out to the public page: proposed by one, released by another, handed over as one small file."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from qinqing.accounts.actor import Actor
from qinqing.organ import refusals
from qinqing.organ.models import Release
from qinqing.oversight.rules import has_totals
from qinqing.record.services import service, write_entry


@service("organ.propose_release")
def propose_release(
    actor: Actor, address: str, period_from: date, period_to: date, total: int, reason: str
) -> Release:
    """A verified total, for another person to release."""
    if not has_totals(address):
        raise refusals.unknown_article(address)
    if not period_from <= period_to <= timezone.localdate():
        raise refusals.period_wrong()
    _must_not_overlap(address, period_from, period_to)
    try:
        with transaction.atomic():
            release = Release.objects.create(
                address=address,
                period_from=period_from,
                period_to=period_to,
                total=total,
                reason=reason,
                proposed_by=actor.user,
                proposed_at=timezone.now(),
            )
    except IntegrityError as clash:
        raise refusals.already_released() from clash
    write_entry(
        actor,
        release.case,
        {
            "article": address,
            "from": period_from.isoformat(),
            "to": period_to.isoformat(),
            "total": total,
            "reason": reason,
        },
        sets=[release],
    )
    return release


def _must_not_overlap(address: str, period_from: date, period_to: date) -> None:
    """Of two totals over January to May and January to June the difference is June's, which may be one person."""
    standing = Release.objects.filter(address=address, period_from__lte=period_to, period_to__gte=period_from)
    if other := standing.first():
        same = (other.period_from, other.period_to) == (period_from, period_to)
        raise refusals.already_released() if same else refusals.periods_overlap(other)


@service("organ.release")
def release_total(actor: Actor, release: Release) -> Release:
    """Another person releases it; only the total as the public may read it leaves this store."""
    release = Release.objects.select_for_update().get(pk=release.pk)
    if release.released_at:
        raise refusals.already_released()
    if release.proposed_by_id == actor.user.pk:
        raise refusals.own_proposal()
    release.released_by, release.released_at = actor.user, timezone.now()
    release.save(update_fields=("released_by", "released_at"))
    entry = write_entry(
        actor,
        release.case,
        {"article": release.address, "to": release.period_to.isoformat(), "shown": release.shown},
        sets=[release],
    )
    hand_over(release, str(entry.id))
    return release


def hand_over(release: Release, entry: str) -> Path:
    """The file the bureau's worker takes in: no counts under five, nobody's name, no reasons."""
    assert release.released_at
    text = json.dumps(
        {
            "address": release.address,
            "period_from": release.period_from.isoformat(),
            "period_to": release.period_to.isoformat(),
            "total": release.shown,
            "released_on": timezone.localdate(release.released_at).isoformat(),
            "entry": entry,
        },
        sort_keys=True,
    )
    folder = settings.EXCHANGE / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.json"
    beside = path.with_suffix(".part")
    beside.write_text(text, encoding="utf-8")
    return beside.replace(path)
