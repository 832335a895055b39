"""Whose intermediary it is, though no application is named: a firm may be sent to one before it files anything."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_firm(apps, schema_editor):
    intermediaries = apps.get_model("affairs", "Intermediary").objects
    applications = apps.get_model("affairs", "Application").objects.filter(pk=OuterRef("application"))
    intermediaries.update(enterprise=Subquery(applications.values("enterprise")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("affairs", "0004_evidence_of_a_step"),
        ("organisations", "0002_longer_texts"),
    ]

    operations = [
        migrations.AddField(
            model_name="intermediary",
            name="enterprise",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intermediaries",
                to="organisations.enterprise",
            ),
        ),
        migrations.RunPython(name_the_firm, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="intermediary",
            name="enterprise",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intermediaries",
                to="organisations.enterprise",
            ),
        ),
        migrations.AlterField(
            model_name="intermediary",
            name="application",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intermediaries",
                to="affairs.application",
            ),
        ),
        migrations.AddConstraint(
            model_name="intermediary",
            constraint=models.UniqueConstraint(
                condition=models.Q(("application", None)),
                fields=("enterprise", "intermediary", "kind", "chosen_by", "payer", "engaged_on", "fee_cny"),
                name="engaged_for_none_once",
            ),
        ),
    ]
