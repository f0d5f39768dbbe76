"""Conversations tell of what was booked before they carried it."""

from django.db import migrations
from django.utils import timezone


def carry(apps, _schema_editor):
    matters = apps.get_model("appointments", "Matter").objects.filter(
        appointment__state__in=("booked", "arrived"), appointment__begins__gt=timezone.now()
    )
    found = {}
    for conversation, begins in matters.order_by("appointment__begins").values_list("conversation", "appointment__begins"):
        found.setdefault(conversation, []).append({"at": begins.isoformat(), "from": None, "until": None})
    _keep(apps, "appointment", found)


def _keep(apps, kind, found):
    conversations = apps.get_model("conversations", "Conversation").objects
    for one in conversations.filter(pk__in=found).only("coming").iterator():
        conversations.filter(pk=one.pk).update(coming=one.coming | {kind: found[one.pk][:10]})


class Migration(migrations.Migration):
    dependencies = [("appointments", "0003_calendars"), ("conversations", "0020_coming")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
