"""Batches by themselves: at once, again where a worker was killed, and away when nobody fetched them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from qinqing.batches import store
from qinqing.batches.models import KEPT, Batch
from qinqing.batches.working import work_off_all
from qinqing.work.schedule import recurring

# That there was one, and of which file, stays known this long; sheets and reports, which hold firms' data, for a day.
REMEMBERED = timedelta(days=30)


@recurring(every=timedelta(minutes=1))
@task()
def work_off() -> int:
    return work_off_all()


@recurring(every=timedelta(hours=1))
@task()
def forget_old() -> int:
    """Sheets and reports past their day; how many files went."""
    count = 0
    for place in store.strays(KEPT.total_seconds()):
        place.unlink(missing_ok=True)
        count += 1
    Batch.objects.filter(finished_at__lt=timezone.now() - KEPT).exclude(report=[]).update(report=[])
    Batch.objects.filter(finished_at__lt=timezone.now() - REMEMBERED).delete()
    return count
