"""A batch: one long sheet somebody asked for, or one they handed in."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User

# A sheet is fetched within a day; who comes later asks for a fresh one.
KEPT = timedelta(days=1)


class State(models.TextChoices):
    WAITING = "waiting", _("排队中")
    RUNNING = "running", _("办理中")
    DONE = "done", _("已完成")
    REFUSED = "refused", _("没有办：有问题")
    FAILED = "failed", _("没有办成")


OPEN = (State.WAITING, State.RUNNING)


class Batch(models.Model):
    """`what`: a word of `registry` · `asked`: its filters or its item · `rows`: of a sheet handed in, until it is entered ·
    `digest`: of such a sheet and what it is for · `report`: lines of (where zh, where en, zh, en) in the end · `touched_at`: when a worker last took it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="batches")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)
    asked_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked_at",)
        indexes = (models.Index(fields=("asked_at",), name="batches_open", condition=Q(finished_at=None)),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=State.values), name="batch_state_is_known"),
            # Handed in twice at the same moment: one of them is told.
            models.UniqueConstraint(
                fields=("digest",),
                condition=~Q(digest="") & Q(state__in=("waiting", "running", "done")),
                name="a_sheet_is_entered_once",
            ),
        )

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def expires_at(self) -> object:
        return self.finished_at + KEPT if self.finished_at else None
