import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("email", "0001_initial")]

    operations = [
        migrations.RenameField("mailbox", "created_at", "confirms_from"),
        migrations.AlterField(
            "mailbox", "confirms_from",
            models.DateTimeField(
                default=django.utils.timezone.now, editable=False,
                help_text="who mailed before this gets no confirmation",
            ),
        ),
    ]
