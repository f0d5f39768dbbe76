from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0019_receipt_confirmed'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='coming',
            field=models.JSONField(default=dict, db_default={}, editable=False, help_text='appointments and talks to come, as `conversations.coming` reads them'),
        ),
    ]
