"""The recurring jobs of an installation."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django_tasks import task

from qinqing.work.schedule import recurring


@recurring(every=timedelta(days=1))
@task()
def forget_ended_sessions() -> None:
    """Sessions past their idle time leave the database."""
    call_command("clearsessions")


@recurring(every=timedelta(days=1))
@task()
def forget_finished_jobs() -> None:
    """Finished jobs leave the queue's table after their keeping time."""
    call_command("prune_db_task_results", verbosity=0)
