import datetime

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('conversations', '0005_transfers_and_solved_by'),
        ('staff', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BulkDeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('assign', 'give to a colleague'), ('move', 'move to a team'), ('close', 'close')], max_length=8)),
                ('state', models.CharField(choices=[('running', 'running'), ('done', 'done'), ('undoing', 'being undone'), ('undone', 'undone')], default='running', max_length=8)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('values', models.JSONField(default=dict)),
                ('seen_event', models.BigIntegerField(help_text='newest event on the screen when it was chosen', null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('conversation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='offer', serialize=False, to='conversations.conversation')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WorkRules',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('day_begins', models.TimeField(default=datetime.time(8, 30), verbose_name='the working day begins')),
                ('day_ends', models.TimeField(default=datetime.time(17, 0), verbose_name='the working day ends')),
                ('shift_change', models.TimeField(blank=True, default=datetime.time(13, 0), help_text='Empty: one shift a day.', null=True, verbose_name='the second shift begins')),
                ('response_hours', models.PositiveSmallIntegerField(default=16, help_text='Working hours. What waits longer comes first under Next.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='we answer within')),
                ('colleague_hours', models.PositiveSmallIntegerField(default=4, help_text='Working hours. After that it goes back, with an alarm.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='a colleague accepts a handover within')),
                ('team_hours', models.PositiveSmallIntegerField(default=4, help_text='Working hours.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='a team accepts a handover within')),
                ('shift_hours', models.PositiveSmallIntegerField(default=1, help_text='Working hours after that shift began.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(400)], verbose_name='the next shift accepts a handover within')),
                ('repeat_contacts', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(20)], verbose_name='a question gets an owner at contact number')),
                ('repeat_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='counted over so many days')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_set_of_rules')],
            },
        ),
        migrations.CreateModel(
            name='BulkItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'still to do'), ('done', 'done'), ('refused', 'not done'), ('undone', 'undone'), ('kept', 'not undone')], default='waiting', max_length=8)),
                ('why', models.CharField(blank=True, help_text='key of `queues.bulk.WHY`', max_length=12)),
                ('before', models.JSONField(default=dict, help_text='team, assignee and transfers, to put back')),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='conversations.conversation')),
                ('deed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='queues.bulkdeed')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('deed', 'conversation'), name='once_in_a_deed')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('colleague', 'a colleague'), ('team', 'a team'), ('shift', 'the next shift of a team')], max_length=10)),
                ('state', models.CharField(choices=[('offered', 'not accepted yet'), ('accepted', 'accepted'), ('declined', 'declined'), ('returned', 'came back: nobody accepted it'), ('withdrawn', 'withdrawn')], default='offered', max_length=10)),
                ('summary', models.TextField(verbose_name='summary')),
                ('promises', models.TextField(blank=True, verbose_name='promised so far')),
                ('tried', models.TextField(blank=True, verbose_name='what was tried')),
                ('asked', models.TextField(verbose_name='what is asked of you')),
                ('tell_to', models.CharField(blank=True, help_text='kind:address of who is told; empty: nobody is', max_length=400)),
                ('tell_text', models.TextField(blank=True, help_text='{colleague} becomes the name of who accepts')),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(help_text='not accepted by then: it goes back')),
                ('ended_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='reason')),
                ('leads_told_at', models.DateTimeField(help_text='the alarm went to the team leads too', null=True)),
                ('seen_at', models.DateTimeField(help_text='somebody took note of what came back', null=True)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handovers', to='conversations.conversation')),
                ('ended_by', models.ForeignKey(help_text='who accepted, declined or withdrew it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_employee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='staff.team')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'offered')), fields=['due_at'], name='handovers_due'), models.Index(condition=models.Q(('seen_at', None), ('state__in', ('declined', 'returned'))), fields=['sender'], name='handovers_came_back')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'offered')), fields=('conversation',), name='one_open_handover_per_conversation'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'colleague'), ('to_employee__isnull', False), ('to_team', None)), models.Q(('kind__in', ('team', 'shift')), ('to_employee', None), ('to_team__isnull', False)), _connector='OR'), name='handover_to_one_receiver')],
            },
        ),
        migrations.CreateModel(
            name='Repeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveSmallIntegerField(help_text='how many times they contacted us')),
                ('days', models.PositiveSmallIntegerField(help_text='within so many days')),
                ('why', models.CharField(choices=[('had_it', 'had it already'), ('helped_last', 'helped last'), ('has_room', 'has the fewest open conversations in the team'), ('nobody', 'nobody in the team can take it')], max_length=12)),
                ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='repeats', to='conversations.conversation')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['conversation', '-at'], name='repeats_of_conversation')],
            },
        ),
    ]
