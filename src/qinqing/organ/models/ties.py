"""Family ties and outside posts, as declared to the organ or found in registers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from qinqing.organisations.models import Enterprise, Official


class Kinship(models.Model):
    """A relative of an official. The person may be an outsider, so it is only an id."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("配偶")
        CHILD = "child", _("子女")
        CHILD_SPOUSE = "child_spouse", _("子女的配偶")
        PARENT = "parent", _("父母")
        SIBLING = "sibling", _("兄弟姐妹")
        OTHER = "other", _("其他")

    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="kinships")
    person_key = models.CharField(max_length=60, db_index=True)
    relation = models.CharField(max_length=12, choices=Relation.choices)

    class Meta:
        ordering = ("official", "person_key")


class Position(models.Model):
    """A post somebody holds in an enterprise."""

    person_key = models.CharField(max_length=60, db_index=True)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="positions")
    role = models.CharField(max_length=24)
    paid = models.BooleanField()
    approved_on = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("enterprise", "person_key", "since")
