"""A throw-away Gehoor for measuring: an embedded PostgreSQL with durable commits in a folder that goes away."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

REFERENCE_MS = 2.9  # a standard parse of one of our mails (`mails.parse_standard`) where the limits were set


@contextmanager
def trial(durable=True):
    """Migrated and empty, with one team and one mailbox. Sets the environment, so call it before importing models."""
    home = Path(tempfile.mkdtemp(prefix="gehoor-bench-"))
    os.environ.pop("DATABASE_URL", None)
    os.environ["GEHOOR_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.config.settings"
    from gehoor.config.database import EmbeddedPostgres

    postgres = EmbeddedPostgres(home, durable=durable)
    postgres.start()
    try:
        _furnish()
        yield home
    finally:
        from django.db import connections

        for connection in connections.all():
            connection.close()
            connection.close_pool()
        postgres.stop()
        shutil.rmtree(home, ignore_errors=True)


def _furnish():
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from gehoor.channels.email.models import ensure_default_mailbox
    from gehoor.staff.models import Team

    team = Team.objects.create(name="Klantcontact", slug="klantcontact", is_default=True)
    ensure_default_mailbox("gemeente@merelveld.example", "Gemeente Merelveld", team)
