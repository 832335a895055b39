"""The log: entries keep their leaf hash and wait for a place; openings are sealed per person."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def hash_and_seal(apps: Any, schema_editor: Any) -> None:
    """What was written before the log keeps its words: hashed as it stands, sealed under the installation's key."""
    from qinqing.record.keystore import KeyStore

    keys = KeyStore(settings.PEOPLE_KEYS)
    nobody = hmac.new(settings.SECRET_KEY.encode(), b"actor/person/", hashlib.sha256).hexdigest()[:16]
    Waiting = apps.get_model("record", "Waiting")
    for entry in apps.get_model("record", "Entry").objects.order_by("at", "step", "id").iterator():
        entry.actor = json.loads(bytes(entry.body))["actor"]
        entry.leaf = hashlib.sha256(b"\x00" + bytes(entry.body)).digest()
        entry.save(update_fields=("actor", "leaf"))
        Waiting.objects.create(entry=entry)
    for opening in apps.get_model("record", "Opening").objects.iterator():
        plain = bytes(opening.salt) + bytes(opening.payload)
        opening.person = nobody
        opening.sealed = keys.seal(nobody, plain, opening.entry_id.bytes)
        opening.save(update_fields=("person", "sealed"))


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Waiting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="record.entry")),
            ],
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("index", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("entry", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="record.entry")),
            ],
        ),
        migrations.CreateModel(
            name="Tile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("hashes", models.BinaryField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="tile",
            constraint=models.UniqueConstraint(fields=("level", "number"), name="one_tile_per_place"),
        ),
        migrations.CreateModel(
            name="Sequence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("size", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("note", models.TextField()),
                ("signed_at", models.DateTimeField()),
            ],
            options={"ordering": ("-size",)},
        ),
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=120)),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cosignatures", to="record.checkpoint"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="cosignature",
            constraint=models.UniqueConstraint(fields=("checkpoint", "witness"), name="one_line_per_witness"),
        ),
        migrations.AddField(
            model_name="entry",
            name="actor",
            field=models.CharField(max_length=16, db_index=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(model_name="entry", name="leaf", field=models.BinaryField(default=b""), preserve_default=False),
        migrations.AddField(
            model_name="opening",
            name="person",
            field=models.CharField(max_length=64, db_index=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(model_name="opening", name="sealed", field=models.BinaryField(null=True)),
        migrations.RunPython(hash_and_seal, migrations.RunPython.noop),
        migrations.RemoveField(model_name="opening", name="salt"),
        migrations.RemoveField(model_name="opening", name="payload"),
    ]
