"""A day that differs may have more than one stretch, as one does on which everybody meets after noon."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='specialday', name='other_times_are_given'),
        migrations.AddField(
            model_name='specialday',
            name='times',
            field=django.contrib.postgres.fields.ArrayField(base_field=django.contrib.postgres.fields.ArrayField(base_field=models.TimeField(), size=2), blank=True, default=list, help_text='from and until, where we are open at other times; 00:00 is midnight at the end of the day', size=None),
        ),
        migrations.RunSQL(
            "UPDATE targets_specialday SET times = ARRAY[[opens, closes]] WHERE kind = 'hours'",
            "UPDATE targets_specialday SET opens = times[1][1], closes = times[1][2] WHERE kind = 'hours'",
        ),
        migrations.RemoveField(model_name='specialday', name='opens'),
        migrations.RemoveField(model_name='specialday', name='closes'),
        migrations.AddConstraint(
            model_name='specialday',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'hours'), _negated=True) | models.Q(('times__len__gt', 0)), name='other_times_are_given'),
        ),
    ]
