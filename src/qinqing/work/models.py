"""When each recurring job last ran, so that a restarted worker neither forgets nor repeats one."""

from __future__ import annotations

from django.db import models


class Recurring(models.Model):
    name = models.CharField(max_length=60, primary_key=True)
    last_started = models.DateTimeField()
