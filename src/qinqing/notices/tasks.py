"""What is given by itself: the reminders of every app's deadlines."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from qinqing.notices.reminding import remind
from qinqing.work.schedule import recurring


@recurring(every=timedelta(minutes=10))
@task()
def give_reminders() -> None:
    """Every rung of every ladder whose day has come: `reminding`."""
    remind()
