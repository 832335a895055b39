from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0002_longer_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='finding',
            name='sheet',
            field=models.JSONField(default=list),
        ),
    ]
