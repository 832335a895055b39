"""Who takes part: departments with their successors, officials, enterprises, and who holds what.

Keys are the ids of the fact folder, so a sweep and an import meet in the same row. Kinship and outside
posts are not here: they belong to the organ's store.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Department(models.Model):
    """A unit of the bureau. `successor` answers for it after `until`."""

    key = models.CharField(_("部门编号"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    until = models.DateField(_("撤并日期"), null=True, blank=True)

    class Meta:
        ordering = ("key",)
        constraints = (
            models.CheckConstraint(condition=~Q(parent=F("id")), name="department_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="department_not_its_own_successor"),
        )

    def __str__(self) -> str:
        return self.name


class Official(models.Model):
    """A member of staff. `head` marks the bureau's head: what concerns them goes above the bureau."""

    key = models.CharField(_("工号"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=100)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="officials")
    post = models.CharField(_("职务"), max_length=100)
    leader = models.BooleanField(_("领导干部"), default=False)
    head = models.BooleanField(_("主要负责人"), default=False)
    since = models.DateField(_("任职日期"), null=True, blank=True)
    until = models.DateField(_("离任日期"), null=True, blank=True)

    class Meta:
        ordering = ("key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="official_until_not_before_since",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Ownership(models.TextChoices):
    STATE = "state", _("国有")
    PRIVATE = "private", _("民营")
    FOREIGN = "foreign", _("外资")
    INDIVIDUAL = "individual", _("个体工商户")


class Size(models.TextChoices):
    LARGE = "large", _("大型")
    MEDIUM = "medium", _("中型")
    SMALL = "small", _("小型")
    MICRO = "micro", _("微型")


class Enterprise(models.Model):
    """An enterprise or individually-owned business; `key` is its unified social credit code where it has one."""

    key = models.CharField(_("统一社会信用代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    ownership = models.CharField(_("所有制"), max_length=12, choices=Ownership.choices, blank=True)
    size = models.CharField(_("规模"), max_length=8, choices=Size.choices, blank=True)
    region = models.CharField(_("所在地区划代码"), max_length=60, blank=True)
    investor_region = models.CharField(_("投资方区划代码"), max_length=60, blank=True)
    industry = models.CharField(_("行业代码"), max_length=60, blank=True)
    group_key = models.CharField(_("所属集团"), max_length=60, blank=True)
    founded_on = models.DateField(_("成立日期"), null=True, blank=True)
    credit_class = models.CharField(_("信用等级"), max_length=1, blank=True)

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """A share in an enterprise, from the public register. The holder may be an outsider, so it is only an id."""

    holder_key = models.CharField(_("持有人"), max_length=60, db_index=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="holdings")
    share = models.FloatField(_("比例"), null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("enterprise", "holder_key", "since")
        constraints = (
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=1), name="share_between_0_and_1"
            ),
        )
