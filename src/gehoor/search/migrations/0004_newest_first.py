from pathlib import Path

import django.utils.timezone
from django.db import migrations, models

SQL = Path(__file__).with_name("0004_newest_first.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_matching")]
    operations = [
        migrations.AddField(
            model_name="document",
            name="said_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, help_text="when something was last said in it"
            ),
        ),
        migrations.RunSQL(SQL, migrations.RunSQL.noop),
    ]
