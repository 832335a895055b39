"""Notices to people, the other ways each wants to be told, and how far each telling has come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User


class Channel(models.TextChoices):
    """Beside the platform itself, which always tells."""

    MAIL = "mail", _("电子邮件")
    WECOM = "wecom", _("企业微信")
    DINGTALK = "dingtalk", _("钉钉")
    FEISHU = "feishu", _("飞书")


class Notice(models.Model):
    """One person is told one thing: of which kind, and about what by its number. No word of the case itself.

    `kind`: a key of `kinds` · `about`: a number or key, '' where even that would say too much · `missed_on`: the day it
    should have been said, where it is said later · `spread`: what goes out by other channels is in `Delivery`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=100)
    about = models.CharField(max_length=80, blank=True)
    missed_on = models.DateField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    spread = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("user", "-id"), name="notices_of_user"),
            models.Index(fields=("user",), name="unread_of_user", condition=Q(read_at=None)),
            models.Index(fields=("id",), name="notices_to_spread", condition=Q(spread=False)),
        )


class Address(models.Model):
    """Where a person wants to be told too. `address`: a mailbox, a user id, or the key of the person's own robot."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "channel"), name="one_address_per_channel"),)


class Progress(models.TextChoices):
    WAITING = "waiting", _("等待发送")
    SENT = "sent", _("已发送")
    STUCK = "stuck", _("已停止自动重试")
    DROPPED = "dropped", _("本人不再需要")


class Delivery(models.Model):
    """A notice on its way by one channel: at least once, and for everybody to see who keeps the channels running.

    `next_at`: not before; while somebody sends it, when that attempt counts as lost · `trouble`: a key of
    `sending.TROUBLES`, never what the other side answered.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=8, choices=Progress.choices, default=Progress.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now)
    trouble = models.CharField(max_length=20, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(
                fields=("channel", "next_at", "id"), name="deliveries_due", condition=Q(state="waiting")
            ),
            models.Index(fields=("id",), name="deliveries_stuck", condition=Q(state="stuck")),
        )
        constraints = (
            models.UniqueConstraint(fields=("notice", "channel"), name="one_delivery_per_channel"),
        )
