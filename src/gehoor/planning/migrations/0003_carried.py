"""Conversations tell of what was planned before they carried it."""

from django.db import migrations


def carry(apps, _schema_editor):
    moments = apps.get_model("planning", "Moment").objects.filter(state__in=("coming", "prepared"))
    found = {}
    for conversation, at, from_on, until_on in moments.order_by("from_on").values_list("plan__conversation", "at", "from_on", "until_on"):
        one = {"at": at and at.isoformat(), "from": from_on.isoformat(), "until": until_on.isoformat()}
        found.setdefault(conversation, []).append(one)
    _keep(apps, "talk", found)


def _keep(apps, kind, found):
    conversations = apps.get_model("conversations", "Conversation").objects
    for one in conversations.filter(pk__in=found).only("coming").iterator():
        conversations.filter(pk=one.pk).update(coming=one.coming | {kind: found[one.pk][:10]})


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_rhythm_from"), ("conversations", "0020_coming")]
    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
