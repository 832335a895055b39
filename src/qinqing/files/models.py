"""What was attached, and what was checked before something became public. The bytes lie in `store`."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.files.limits import KINDS, LONGEST_NAME
from qinqing.record.binding import Protected


class Access(models.TextChoices):
    """Who may ever see it. Papers that stay offline have no row: they are not taken."""

    PUBLIC = "public", _("可公开")
    INTERNAL = "internal", _("内部")


class State(models.TextChoices):
    """Whether it may be opened."""

    QUARANTINED = "quarantined", _("待扫描")
    CLEAN = "clean", _("可用")
    REFUSED = "refused", _("扫描未通过")


class Attachment(Protected):
    """A file somebody attached. `owner`: the app whose rule says who may open it; that app's row points here.

    `scanner`: who found it clean or not, '' where none is configured · `signature`: what was found.
    `tries`, `tried_at`, `trouble`: of a scan that did not come about; not protected, for nobody's act sets them.
    """

    FREE: ClassVar[tuple[str, ...]] = ("tries", "tried_at", "trouble")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=30)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=10, choices=[(key, kind.words.en) for key, kind in KINDS.items()])
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    access = models.CharField(max_length=10, choices=Access.choices)
    state = models.CharField(max_length=12, choices=State.choices)
    scanner = models.CharField(max_length=100, blank=True)
    signature = models.CharField(max_length=100, blank=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attachments")
    uploaded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("uploaded_at", "id")
        indexes = (
            models.Index(
                fields=("uploaded_at",), name="attachments_to_scan", condition=models.Q(state="quarantined")
            ),
        )
        constraints = (
            models.CheckConstraint(name="access_is_online", condition=models.Q(access__in=Access.values)),
            models.CheckConstraint(name="state_is_known", condition=models.Q(state__in=State.values)),
            models.CheckConstraint(
                name="withdrawn_by_somebody",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def case(self) -> str:
        return f"attachment/{self.pk}"

    @property
    def standing(self) -> str:
        """`clean` where it may be opened, else why not: quarantined, refused, withdrawn, erased."""
        if self.erased_at:
            return "erased"
        return "withdrawn" if self.withdrawn_at else self.state


class SecrecyOutcome(models.TextChoices):
    """What a check before publishing comes to."""

    MAY_PUBLISH = "may_publish", _("可以公开")
    MAY_NOT = "may_not", _("不得公开")
    ASK_ABOVE = "ask_above", _("不能确定，报主管部门或保密行政管理部门确定")


class SecrecyCheck(Protected):
    """公开保密审查: somebody other than its author looked at exactly this (`digest`) before it became public."""

    subject = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=SecrecyOutcome.choices)
    words = models.TextField(max_length=1000)
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ("checked_at", "id")
        indexes = (models.Index(fields=("subject", "digest"), name="secrecy_of_subject"),)
        constraints = (
            models.CheckConstraint(
                name="not_checked_by_its_author", condition=~models.Q(prepared_by=models.F("checked_by"))
            ),
            models.CheckConstraint(
                name="outcome_is_known", condition=models.Q(outcome__in=SecrecyOutcome.values)
            ),
        )
