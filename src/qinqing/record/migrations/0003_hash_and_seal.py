"""What was written before the log keeps its words. A migration of its own: a table with changed rows is not altered."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.db import migrations


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
    dependencies = [("record", "0002_the_log")]

    operations = [migrations.RunPython(hash_and_seal, migrations.RunPython.noop)]
