"""Tokens: by one of them a firm's own program acts for whoever made it, and for that firm only."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.organisations.models import Enterprise
from qinqing.record.binding import Protected

PREFIX_LENGTH = 12


class Scope(models.TextChoices):
    """What a token lets a program do."""

    READ = "read", _("只能查看")
    FILE = "file", _("查看，并且可以提交、补正、撤回")


class Token(Protected):
    """Shown once, kept as a hash. `prefix`: finds it, and names it on pages; alone it opens nothing.

    `until`: the last day it is good for. `last_used_at` is nobody's act and is written at most once a minute; nor are
    `turns`, the requests of `minute` (since 1970) handed out so far (`rate.py`).
    """

    FREE: ClassVar[tuple[str, ...]] = ("last_used_at", "minute", "turns")

    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="tokens")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    scope = models.CharField(max_length=4, choices=Scope.choices)
    made_at = models.DateTimeField()
    until = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    minute = models.BigIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="token_scope_is_known"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(revoked_at__gte=F("made_at")),
                name="token_revoked_after_made",
            ),
        )

    def __str__(self) -> str:
        return self.prefix

    @property
    def case(self) -> str:
        return f"token/{self.prefix}"

    def standing(self, today: date) -> str:
        """`alive`, `revoked` or `expired`."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.until < today else "alive"
