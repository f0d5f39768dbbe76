import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import gehoor.lines.models.turn


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conversations', '0017_time_to_answer'),
        ('staff', '0002_access'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('employee', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField(help_text='without a gap')),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_watch')],
            },
        ),
        migrations.CreateModel(
            name='Availability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=20)),
                ('state', models.CharField(choices=[('available', 'available'), ('busy', 'busy'), ('away', 'away')], default='away', max_length=10)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, help_text='Empty: as many as is usual on this channel.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(6)], verbose_name='people at once')),
                ('missed', models.PositiveSmallIntegerField(default=0, help_text='offers in a row that they did not react to')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='availabilities', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('employee', 'channel'), name='one_availability_per_channel'), models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__range', (1, 6)), _connector='OR'), name='capacity_within_limits')],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('language', 'language'), ('subject', 'subject')], max_length=10)),
                ('value', models.CharField(help_text='of a language: BCP 47', max_length=80)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'value'],
                'constraints': [models.UniqueConstraint(fields=('employee', 'kind', 'value'), name='a_skill_once')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=gehoor.lines.models.turn.new_key, editable=False, max_length=40, unique=True)),
                ('channel', models.CharField(help_text='kind of channel on which they are helped, of `lines.kinds`', max_length=20)),
                ('language', models.CharField(default='nl', help_text='BCP 47', max_length=12)),
                ('subject', models.CharField(blank=True, help_text='what it is about, as in `Skill`; empty: anything', max_length=80)),
                ('keeps_place', models.BooleanField(default=False, help_text='to be called back at their turn: nobody is on the line')),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('offered', 'offered to a colleague'), ('taken', 'being helped'), ('left', 'over')], default='waiting', max_length=8)),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('waits_since', models.DateTimeField(default=django.utils.timezone.now, help_text='in this line again after it went back, or since it joined')),
                ('offered_at', models.DateTimeField(null=True)),
                ('passed_by', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, help_text='employees who let it pass, the latest last', size=None)),
                ('widened_at', models.DateTimeField(help_text='nobody who has what it asks was there: anybody may help', null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.CharField(blank=True, max_length=20)),
                ('low', models.PositiveSmallIntegerField(help_text='minutes to wait, as first said; null: honestly unknown', null=True)),
                ('high', models.PositiveSmallIntegerField(null=True)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='conversations.contact')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='conversations.conversation')),
                ('offered_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prefers', models.ForeignKey(blank=True, help_text='who helped them before: gets it first, for a moment', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('team', models.ForeignKey(blank=True, help_text='empty: any', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.team')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'offered'))), fields=['joined_at', 'id'], name='turns_in_line'), models.Index(condition=models.Q(('state', 'taken')), fields=['taken_by'], name='turns_taken'), models.Index(fields=['offered_to', '-offered_at'], name='turns_offered'), models.Index(condition=models.Q(('state', 'left')), fields=['channel', '-ended_at'], name='turns_ended')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'left'), _negated=True), fields=('conversation', 'channel'), name='one_turn_at_a_time_on_a_channel'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offered_to__isnull', False), _connector='OR'), name='offered_to_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), ('taken_by__isnull', False), _connector='OR'), name='taken_by_somebody')],
            },
        ),
    ]
