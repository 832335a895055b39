"""What erasures need done again and again."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from qinqing.record import keybackups
from qinqing.work.schedule import recurring


@recurring(every=timedelta(days=1))
@task()
def destroy_old_key_copies() -> None:
    """Copies of the keys past `QINQING_KEY_BACKUP_DAYS`: what was erased lasted in them until now."""
    keybackups.prune()
