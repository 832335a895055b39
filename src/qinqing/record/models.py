"""The log's store: the outbox of entries, their places in the tree, and the checkpoints signed over it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from qinqing.record.binding import Protected


class Case(models.Model):
    """One matter whose steps are chained, so that its party sees none is missing."""

    key = models.CharField(max_length=120, primary_key=True)
    steps = models.PositiveIntegerField(default=0)
    last_entry = models.UUIDField(null=True)
    entry_before = models.UUIDField(null=True)  # the one before the last


class Entry(models.Model):
    """What was said, by whom in which role, when. Holds no personal data: those lie in `Opening`, committed to.

    `actor`: who acted, for whoever looks for their own; its body names them by another pseudonym in each case · `leaf`: its leaf hash as reckoned when it was written; a body changed since then is known by it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    type = models.CharField(max_length=60, db_index=True)
    actor = models.CharField(max_length=16, db_index=True)
    at = models.DateTimeField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="entries")
    step = models.PositiveIntegerField()
    body = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        ordering = ("at", "id")
        constraints = (models.UniqueConstraint(fields=("case", "step"), name="one_entry_per_step"),)


class Opening(models.Model):
    """What opens an entry's commitment: salt and payload, sealed under the key of the person they are about.

    `person`: their pseudonym · `sealed` None: erased, and the log says so.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    person = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField(null=True)


class Waiting(models.Model):
    """The outbox: an entry without a place in the tree yet, written in the act's own transaction."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)


class Place(models.Model):
    """An entry's place in the tree: places are given once, from 0 on, without a gap."""

    index = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT)


class Tile(models.Model):
    """Up to 256 hashes of one level, as C2SP tlog-tiles publishes them: level 0 holds the leaves'."""

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("level", "number"), name="one_tile_per_place"),)


class Sequence(models.Model):
    """How many places are given; its one row is held by whoever gives more."""

    size = models.PositiveBigIntegerField(default=0)


class Checkpoint(models.Model):
    """The tree at one size, signed: `note` is the signed note word for word."""

    size = models.PositiveBigIntegerField(primary_key=True)
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("-size",)


class Witness(Protected):
    """An outsider asked to cosign: the log tells when each was registered and removed, so that none goes unnoticed.

    `key`: its public key as it is published · `url`: where it is asked; empty: requests are carried as files ·
    `trouble`: the code word of what went wrong when it was last asked, empty where it cosigned.
    """

    FREE: ClassVar[tuple[str, ...]] = ("asked_at", "trouble")

    key = models.CharField(max_length=400, primary_key=True)
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("name", "key")
        constraints = (
            models.UniqueConstraint(
                fields=("name",),
                condition=models.Q(removed_at=None),
                name="one_witness_of_a_name",
            ),
        )


class Cosignature(models.Model):
    """A witness saw this checkpoint: the line it adds to the note."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=120)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("checkpoint", "witness"), name="one_line_per_witness"),
        )


class Second(models.Model):
    """How the second tree fares, in its one row. `trouble`: the code word of what went wrong last, empty where nothing did."""

    trouble = models.CharField(max_length=60, blank=True)


class Erased(models.Model):
    """One line of the list of erasures, applied to this database: a database restored from a backup lacks it.

    `people`: pseudonyms · `stand_in`: what their ids became.
    """

    id = models.UUIDField(primary_key=True)
    people = models.JSONField()
    stand_in = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
