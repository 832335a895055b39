"""Which erasures of the list this database knows."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('record', '0005_witnesses'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erased',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('people', models.JSONField()),
                ('stand_in', models.CharField(max_length=60)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('at',),
            },
        ),
    ]
