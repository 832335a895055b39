"""The day an answer is due, apart from the day a problem is judged by: a firm's no starts the time limit anew."""

from django.db import migrations, models
from django.db.models import F, Q


def the_day_it_was_due(apps, schema_editor):
    apps.get_model("affairs", "Problem").objects.update(answer_by=F("due_on"))


class Migration(migrations.Migration):
    dependencies = [("affairs", "0006_whose_day_no_calendar_tells")]

    operations = [
        migrations.AddField("problem", "answer_by", models.DateField(null=True)),
        migrations.RunPython(the_day_it_was_due, migrations.RunPython.noop),
        migrations.AlterField("problem", "answer_by", models.DateField()),
        migrations.AlterModelOptions("problem", {"ordering": ("answer_by", "id")}),
        migrations.RemoveIndex("problem", "problems_of_owner"),
        migrations.RemoveIndex("problem", "problems_open"),
        migrations.AddIndex(
            "problem", models.Index(fields=("owner", "answer_by"), name="problems_of_owner")
        ),
        migrations.AddIndex(
            "problem",
            models.Index(
                condition=Q(resolved_on=None) | Q(enterprise_confirmed=False),
                fields=("answer_by", "id"),
                name="problems_open",
            ),
        ),
    ]
