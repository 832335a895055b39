"""A line of a report names its place in either language; lines written before had one name for it."""

from django.db import migrations


def name_in_both(apps, schema_editor):
    for batch in apps.get_model("batches", "Batch").objects.exclude(report=[]).iterator():
        batch.report = [(line[0], *line) if len(line) == 3 else line for line in batch.report]
        batch.save(update_fields=("report",))


class Migration(migrations.Migration):
    dependencies = [("batches", "0001_batches")]
    operations = [migrations.RunPython(name_in_both, migrations.RunPython.noop)]
