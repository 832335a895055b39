"""An enterprise's own people come by two administrators; what was given before stays in force."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q
from django.utils import timezone


def approve_what_was_given(apps: Any, _: Any) -> None:
    apps.get_model("accounts", "Authorisation").objects.filter(approved_at__isnull=True).update(
        approved_at=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_password_given"),
    ]

    operations = [
        migrations.RenameField("authorisation", "granted_by", "proposed_by"),
        migrations.AddField("authorisation", "approved_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("authorisation", "approved_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_approved", to=settings.AUTH_USER_MODEL)),
        migrations.AddField("authorisation", "reason", models.CharField(blank=True, max_length=200)),
        migrations.AlterField("authorisation", "proposed_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_proposed", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("authorisation", "revoked_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_revoked", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("rolegrant", "proposed_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_proposed", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("rolegrant", "approved_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_approved", to=settings.AUTH_USER_MODEL)),
        migrations.AlterField("rolegrant", "revoked_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss_revoked", to=settings.AUTH_USER_MODEL)),
        migrations.AddConstraint(
            "authorisation",
            models.CheckConstraint(
                condition=Q(agent=True)
                | Q(approved_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="own_people_need_two_people",
            ),
        ),
        migrations.RunPython(approve_what_was_given, migrations.RunPython.noop),
    ]
