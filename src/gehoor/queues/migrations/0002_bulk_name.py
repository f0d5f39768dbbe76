from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('queues', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='bulkdeed',
            name='name',
            field=models.CharField(blank=True, help_text='of the colleague or team that gets them', max_length=200),
        ),
        migrations.AlterField(
            model_name='bulkitem',
            name='why',
            field=models.CharField(blank=True, help_text='why it was not done: see `queues.bulk.Refused`', max_length=12),
        ),
    ]
