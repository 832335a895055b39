"""Witnesses are registered."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0004_openings_are_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Witness',
            fields=[
                ('key', models.CharField(max_length=400, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('removed_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('trouble', models.CharField(blank=True, max_length=60)),
                ('set_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.entry')),
            ],
            options={
                'ordering': ('name', 'key'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('name',), name='one_witness_of_a_name')],
            },
        ),
    ]
