from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0007_second_tree'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='entry_before',
            field=models.UUIDField(null=True),
        ),
    ]
