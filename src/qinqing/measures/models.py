"""A measure's text as the operator loaded it, the norms a person confirmed, and totals the organ released."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qinqing.accounts.models import User
from qinqing.record.binding import Protected

# The smallest conduct total shown as a number; smaller ones could name somebody. The organ holds to the same.
SMALLEST_SHOWN = 5


class Measure(models.Model):
    """One loaded text. `key` is a bindings id where the project knows the measure, else the operator's own.

    `binds`: whose duties it sets out: bureau, enterprise, or another word.
    """

    key = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=300)
    document_no = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    binds = models.CharField(max_length=60, default="bureau")
    # Which list its articles are that stand in no chapter.
    list_type = models.CharField(max_length=30, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    effective_words = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=300)
    file_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("key",)

    def __str__(self) -> str:
        return self.title


class Chapter(models.Model):
    """A chapter; `list_type` is an open set: positive, negative, general, supplementary, guide …

    `binds`: whose duties it sets out, where it is not as the measure's.
    """

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="chapters")
    number = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    list_type = models.CharField(max_length=30, blank=True)
    binds = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("measure", "number"), name="one_chapter_per_number"),)


class Article(models.Model):
    """An article or numbered item with an address of its own: '13', '13-1', '1.2'."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="articles")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, null=True, related_name="articles")
    address = models.CharField(max_length=20)
    label = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("measure", "address"), name="one_article_per_address"),
        )

    def __str__(self) -> str:
        return self.label


class Item(models.Model):
    """A sub-item of an article: （一）, 1."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="items")
    address = models.CharField(max_length=60)
    label = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ("position",)


class Suggestion(models.Model):
    """A norm suggested for an article by its recognising words; binds only once a person confirmed it."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        REJECTED = "rejected", _("不适用")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="suggestions")
    norm = models.CharField(max_length=60)
    words = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("article", "id")
        constraints = (models.UniqueConstraint(fields=("article", "norm"), name="one_suggestion_per_norm"),)


class ReleasedTotal(Protected):
    """A conduct total the organ verified and released. `total` is null where it is under the smallest number shown."""

    address = models.CharField(max_length=20)
    period_from = models.DateField()
    period_to = models.DateField()
    total = models.PositiveIntegerField(null=True)
    released_on = models.DateField()
    source = models.CharField(max_length=64)

    class Meta:
        ordering = ("-period_to", "address")
        constraints = (
            models.UniqueConstraint(
                fields=("address", "period_from", "period_to"), name="one_total_per_article_and_period"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(total=0) | Q(total__gte=SMALLEST_SHOWN),
                name="no_total_from_1_to_4",
            ),
        )
