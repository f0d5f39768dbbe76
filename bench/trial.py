"""A Gehoor for measuring: an embedded PostgreSQL with durable commits, in a folder that goes away unless it is named."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

REFERENCE_MS = 2.9  # a standard parse of one of our mails (`mails.parse_standard`) where the limits were set


@contextmanager
def trial(durable=True, home: Path | None = None):
    """Migrated, with one team and one mailbox; as it was left where `home` is given, which stays.

    Sets the environment, so call it before importing models.
    """
    folder = home or Path(tempfile.mkdtemp(prefix="gehoor-bench-"))
    os.environ.pop("DATABASE_URL", None)
    os.environ["GEHOOR_HOME"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.config.settings"
    from gehoor.config.database import EmbeddedPostgres

    postgres = EmbeddedPostgres(folder, durable=durable)
    postgres.start()
    try:
        _furnish()
        yield folder
    finally:
        from django.db import connections

        for connection in connections.all():
            connection.close()
            connection.close_pool()
        postgres.stop()
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def town(contacts: int, home: Path | None = None):
    """The same with so many contacts of `bench.town`; a named `home` that has them already is used as it is."""
    with trial(home=home) as folder:
        from gehoor.conversations.models import Contact

        if not Contact.objects.exists():
            from . import filling

            filling.fill(contacts)
        yield folder


def _furnish():
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from gehoor.channels.email.models import ensure_default_mailbox
    from gehoor.staff.models import Team

    team, _is_new = Team.objects.get_or_create(slug="klantcontact", defaults={"name": "Klantcontact", "is_default": True})
    ensure_default_mailbox("gemeente@merelveld.example", "Gemeente Merelveld", team)
