from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("postroom", "0005_kept_apart")]

    operations = [
        migrations.AddField(
            "arrival", "begun",
            models.PositiveSmallIntegerField(default=0, help_text="readings begun that never came to an end"),
        ),
    ]
