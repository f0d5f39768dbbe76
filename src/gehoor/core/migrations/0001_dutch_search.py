from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations

# Stemming as PostgreSQL's `dutch` does, after taking accents off, so that "cafe" finds "café".
CREATE = """
    CREATE TEXT SEARCH CONFIGURATION gehoor_dutch (COPY = pg_catalog.dutch);
    ALTER TEXT SEARCH CONFIGURATION gehoor_dutch
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, dutch_stem;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CREATE, "DROP TEXT SEARCH CONFIGURATION gehoor_dutch"),
    ]
