"""Erasing a person: asked for by one, done when another agreed."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('accounts', '0005_protected_rows'),
        ('record', '0006_erasure'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(db_index=True, max_length=200)),
                ('ground', models.CharField(choices=[('purpose', '处理目的已实现或者不再必要'), ('expired', '保存期限已届满'), ('withdrawn', '本人撤回同意'), ('unlawful', '处理违反法律、法规或者约定'), ('other', '法律、法规规定的其他情形')], max_length=12)),
                ('reason', models.CharField(max_length=500)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('agreed', models.BooleanField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasures_asked', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='erasures_decided', to=settings.AUTH_USER_MODEL)),
                ('set_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='record.entry')),
            ],
            options={
                'ordering': ('-asked_at', '-id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('agreed__isnull', True), ('agreed', False), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='erasing_takes_two_people'), models.UniqueConstraint(condition=models.Q(('decided_at__isnull', True)), fields=('subject',), name='one_erasure_asked_per_person')],
            },
        ),
    ]
