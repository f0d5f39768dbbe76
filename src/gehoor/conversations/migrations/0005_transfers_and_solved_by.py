from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0004_search_by_part'),
    ]

    operations = [
        migrations.AddField(
            model_name='closure',
            name='solved_by',
            field=models.CharField(blank=True, choices=[('us', 'by us'), ('other', 'by another department or organisation'), ('person', 'by the person')], help_text='empty: not solved or not known', max_length=8),
        ),
        migrations.AddField(
            model_name='conversation',
            name='transfers',
            field=models.PositiveSmallIntegerField(default=0, help_text='how often it went to someone else of us'),
        ),
        migrations.AlterField(
            model_name='closure',
            name='solved',
            field=models.BooleanField(help_text='null: not known', null=True, verbose_name='solved'),
        ),
    ]
