"""When each recurring job last ran, and which reminders were given: no restart forgets or repeats one."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import timezone


class Recurring(models.Model):
    name = models.CharField(max_length=60, primary_key=True)
    last_started = models.DateTimeField()


class Reminder(models.Model):
    """A rung that fired, once per matter and day due: the database decides, not who looked first.

    `about`: the key of the row the ladder is about · `meant_for`: the day it should have fired.
    """

    ladder = models.CharField(max_length=40)
    about = models.BigIntegerField()
    due_on = models.DateField()
    rung = models.CharField(max_length=40)
    meant_for = models.DateField()
    fired_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("ladder", "about", "due_on", "rung"), name="a_rung_fires_once_per_day_due"
            ),
        )

    @property
    def missed_on(self) -> date | None:
        """The day it should have been given, where it is given later."""
        return self.meant_for if self.meant_for < timezone.localdate(self.fired_at) else None
