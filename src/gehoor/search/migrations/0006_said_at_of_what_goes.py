from django.db import migrations

# A conversation may be deleted before its messages, in one transaction; then nothing says when, until the document goes.
SAID_AT = """
    CREATE OR REPLACE FUNCTION search_said_at(wanted bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            (SELECT max(contact.at) FROM conversations_contact contact WHERE contact.conversation_id = wanted),
            (SELECT last_contact_at FROM conversations_conversation WHERE id = wanted),
            now()
        )
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0005_shorter_pending_list")]
    operations = [migrations.RunSQL(SAID_AT, migrations.RunSQL.noop)]
