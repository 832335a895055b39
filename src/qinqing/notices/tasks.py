"""What happens by itself: the reminders of every app's deadlines are given, and old notices leave.

What happened stands in the case and in the log, whoever was told of it.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from qinqing.notices.models import Notice, Progress
from qinqing.notices.reminding import remind
from qinqing.work.schedule import recurring

AT_A_TIME = 1_000


@recurring(every=timedelta(minutes=10))
@task()
def give_reminders() -> None:
    """Every rung of every ladder whose day has come: `reminding`."""
    remind()


@recurring(every=timedelta(days=1))
@task()
def forget_old_notices() -> int:
    """Notices past `QINQING_NOTICE_DAYS` with their deliveries, read or not; how many.

    One that is still to go out by another channel stays until it went or was given up. No entry of the log: a notice
    holds no word of the case, and nothing is decided by it.
    """
    before = timezone.now() - timedelta(days=settings.NOTICE_DAYS)
    old = Notice.objects.filter(created_at__lt=before, spread=True)
    old = old.exclude(deliveries__state=Progress.WAITING).order_by("id")
    count = 0
    # A handful each: nobody who is told something now waits for the whole of it.
    while some := [*old.values_list("pk", flat=True)[:AT_A_TIME]]:
        count += len(some)
        Notice.objects.filter(pk__in=some).delete()
    return count
