from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0003_values_kept_with_sweeps'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='sheet',
            field=models.JSONField(default=list),
        ),
    ]
