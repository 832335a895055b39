"""Salt and payload in the clear leave the store."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0003_hash_and_seal")]

    operations = [
        migrations.RemoveField(model_name="opening", name="salt"),
        migrations.RemoveField(model_name="opening", name="payload"),
    ]
