"""The steps of an application: what happened, on which day, said by whom. Nothing here is ever rewritten."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from qinqing.accounts.models import User
from qinqing.affairs.models.applications import Application
from qinqing.record.binding import Protected


class Kind(models.TextChoices):
    """What a step is. The first twelve are the clock's events, in its order; the others do not move it."""

    RECEIVED = "received", pgettext_lazy("经过", "收件")
    CORRECTION_NOTIFIED = "correction_notified", pgettext_lazy("经过", "一次告知补正")
    CORRECTED = "corrected", pgettext_lazy("经过", "补正完毕")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("经过", "不予受理")
    ACCEPTED = "accepted", pgettext_lazy("经过", "受理")
    PAUSED = "paused", pgettext_lazy("经过", "中止")
    RESUMED = "resumed", pgettext_lazy("经过", "恢复")
    EXTENDED = "extended", pgettext_lazy("经过", "延长期限")
    TRANSFERRED = "transferred", pgettext_lazy("经过", "转交")
    DECIDED = "decided", pgettext_lazy("经过", "决定")
    DELIVERED = "delivered", pgettext_lazy("经过", "送达")
    WITHDRAWN = "withdrawn", pgettext_lazy("经过", "企业撤回")
    CONFIRMED = "confirmed", pgettext_lazy("经过", "企业确认代填内容")
    DEEMED = "deemed", pgettext_lazy("经过", "逾期未告知，视为受理")
    OPENED = "opened", pgettext_lazy("经过", "上级同意再次告知补正")
    ANSWERED = "answered", pgettext_lazy("经过", "企业补正一项")
    PROPOSED = "proposed", pgettext_lazy("经过", "提出办理意见")
    ASSESSED = "assessed", pgettext_lazy("经过", "按公布标准核定费用")
    HANDED_IN = "handed_in", pgettext_lazy("经过", "窗口收到材料")
    TRIP = "trip", pgettext_lazy("经过", "企业到场一次")
    DEMANDED = "demanded", pgettext_lazy("经过", "指南以外的要求")
    ENGAGED = "engaged", pgettext_lazy("经过", "企业委托中介")


CLOCK_KINDS = tuple(Kind.values[:12])
ONCE = ("received", "accepted", "not_accepted", "decided", "withdrawn", "deemed", "extended")


class Step(Protected):
    """One step. `place`: from 1 on without a gap · `by` None: the platform by itself · `role`: acted in.

    `said`: what else belongs to it, by kind: outcome and articles, handler before and after, points, days told.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    at = models.DateTimeField()
    n = models.PositiveIntegerField(null=True)
    ground = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    said = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=24)

    class Meta:
        ordering = ("place",)
        constraints = (
            # Two at once cannot both take a step: one of them sees what the other did, or is told.
            models.UniqueConstraint(fields=("application", "place"), name="one_step_per_place"),
            models.UniqueConstraint(
                fields=("application", "kind"), condition=Q(kind__in=ONCE), name="happens_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="paused") | (~Q(ground="") & ~Q(words="")),
                name="a_pause_has_ground_and_evidence",
            ),
        )
