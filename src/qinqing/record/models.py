"""The outbox: one entry per act, written in the act's own transaction. Another part sequences and proves it."""

from __future__ import annotations

import uuid

from django.db import models


class Case(models.Model):
    """One matter whose steps are chained, so that its party sees none is missing."""

    key = models.CharField(max_length=120, primary_key=True)
    steps = models.PositiveIntegerField(default=0)
    last_entry = models.UUIDField(null=True)


class Entry(models.Model):
    """What was said, by whom in which role, when. Holds no personal data: those lie in `Opening`, committed to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    type = models.CharField(max_length=60, db_index=True)
    at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    step = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("case", "step"), name="one_entry_per_step"),)


class Opening(models.Model):
    """What opens an entry's commitment: salt and payload, kept beside the business rows, never in the log."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    salt = models.BinaryField()
    payload = models.BinaryField()
