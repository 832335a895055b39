"""The texts of items that applications were filed under, or that were cleared, are kept: those that still lie there too."""

from django.db import migrations, models
from django.utils import timezone


def keep_what_is_in_use(apps, schema_editor):
    """What was filed under a text that has changed since goes on by today's, as it did."""
    texts = apps.get_model("affairs", "ItemText").objects
    used = {*apps.get_model("affairs", "Application").objects.values_list("item_digest", flat=True).distinct()}
    used |= {*apps.get_model("files", "SecrecyCheck").objects.values_list("digest", flat=True).distinct()}
    if not used:
        return
    # The files of the day are no model of any day's: the catalogue reads them without Django.
    from qinqing.affairs.catalogue.loading import own_folder, shipped_items, standing_items

    items, _mistakes = standing_items(own_folder(), lambda key: None)
    for item in (*items.values(), *shipped_items([])):  # those left out too
        if item.digest in used:
            common = [[*one] for one in item.common]
            what = {"item": item.key, "own": item.own, "text": item.text, "common": common}
            texts.get_or_create(digest=item.digest, defaults={**what, "kept_at": timezone.now()})


class Migration(migrations.Migration):
    dependencies = [
        ("affairs", "0007_the_day_of_an_answer"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemText",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=60)),
                ("own", models.BooleanField()),
                ("text", models.TextField()),
                ("common", models.JSONField(default=list)),
                ("kept_at", models.DateTimeField()),
            ],
            options={"ordering": ("-kept_at", "digest")},
        ),
        migrations.RunPython(keep_what_is_in_use, migrations.RunPython.noop),
    ]
