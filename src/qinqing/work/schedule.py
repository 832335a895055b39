"""Recurring jobs: declared where they belong with `recurring`, enqueued by the worker when they are due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from qinqing.work.models import Recurring

# How far the clocks of two workers' machines may lie apart: a start so little ahead is another worker's, just now. One
# further ahead was written by a clock that has been set back since, and holds up nothing.
CLOCK_SKEW = timedelta(minutes=1)

_jobs: dict[str, tuple[Any, timedelta]] = {}


def recurring(every: timedelta) -> Any:
    """Marks a task to be enqueued every so often: `@recurring(every=…)` above `@task()`."""

    def register(task: Any) -> Any:
        _jobs[task.module_path] = (task, every)
        return task

    return register


def enqueue_due() -> list[str]:
    """Enqueue every job whose time has come; names of those enqueued. Safe with several workers."""
    return [name for name, (task, every) in _jobs.items() if _take(name, every) and task.enqueue()]


def _take(name: str, every: timedelta) -> bool:
    """Whether this worker is the one to start `name` now."""
    now = timezone.now()
    with transaction.atomic():
        _, new = Recurring.objects.get_or_create(name=name, defaults={"last_started": now})
        if new:
            return True
        return bool(
            Recurring.objects.filter(
                Q(last_started__lte=now - every) | Q(last_started__gt=now + CLOCK_SKEW), name=name
            ).update(last_started=now)
        )
