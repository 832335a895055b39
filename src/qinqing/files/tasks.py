"""What happens to attachments by itself: scanning those in quarantine, sweeping what was never recorded."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from uuid import UUID

from django.db.models import F
from django.utils import timezone
from django_tasks import task

from qinqing.files import scanning, store
from qinqing.files.models import Attachment, State
from qinqing.files.services import record_scan
from qinqing.refusals import Failed, Refused
from qinqing.work.schedule import recurring

log = logging.getLogger("qinqing.files")
AT_A_TIME = 100


@recurring(every=timedelta(minutes=1))
@task()
def scan_waiting() -> int:
    """How many got their verdict. A scanner that does not answer is asked again next time; nothing is let through."""
    waiting = Attachment.objects.filter(state=State.QUARANTINED, erased_at=None)
    done = 0
    for attachment in waiting.order_by(F("tried_at").asc(nulls_first=True), "uploaded_at")[:AT_A_TIME]:
        try:
            verdict = scanning.scan(store.read(attachment.sha256, attachment.pk))
        except scanning.NoAnswer as error:
            _tried(attachment, str(error))
            return done  # the rest would fare no better now
        except Failed as error:
            _tried(attachment, error.code)
            continue
        with suppress(Refused):  # another worker was quicker
            record_scan(attachment, verdict)
            done += 1
    return done


def _tried(attachment: Attachment, why: str) -> None:
    log.warning("attachment %s stays in quarantine: %s", attachment.pk, why)
    Attachment.objects.filter(pk=attachment.pk).update(
        tries=F("tries") + 1, tried_at=timezone.now(), trouble=why[:200]
    )


@recurring(every=timedelta(days=1))
@task()
def sweep_strays() -> int:
    """Files whose row was never written, and those whose destruction was cut short, for a process was killed."""
    old, swept = store.old_files(), 0
    while some := [*islice(old, AT_A_TIME)]:
        kept = Attachment.objects.filter(pk__in=[UUID(one) for _, one in some if one], erased_at=None)
        ids = {pk.hex for pk in kept.exclude(state=State.REFUSED).values_list("pk", flat=True)}
        for path in (path for path, one in some if one not in ids):
            path.unlink(missing_ok=True)
            swept += 1
    return swept
