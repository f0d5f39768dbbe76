from django.db import migrations

# By the index of words and never by reading everything: PostgreSQL takes words that it has no figures of for usual ones.
CREATE = """
    CREATE FUNCTION search_matching(wanted tsquery) RETURNS bigint[] LANGUAGE sql STABLE SET enable_seqscan = off AS $$
        SELECT coalesce(array_agg(conversation_id), '{}') FROM search_document WHERE words @@ wanted
    $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words_and_views")]
    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION search_matching(tsquery)")]
