"""What a restored database needs before it may be used: today's tables, no sessions, and nothing that is sent twice."""

import dataclasses

from gehoor.config import environment
from gehoor.config.environment import Environment
from gehoor.config.trouble import Trouble

from .archive import newer


@dataclasses.dataclass(frozen=True)
class Held:
    """How much a person must look at: messages held back, and confirmations that will not be sent."""

    messages: int = 0
    confirmations: int = 0


def refuse_newer(facts: dict) -> None:
    """Raises `Trouble` where the backup has tables that this Gehoor does not know. Needs Django, no database."""
    from django.db.migrations.loader import MigrationLoader

    known = set(MigrationLoader(None).disk_migrations)
    if {tuple(step) for step in facts["migrations"]} - known:
        raise Trouble(newer(facts))


def settle(env: Environment, database: str, facts: dict, *, send_outgoing: bool) -> Held:
    """Make the restored `database` ready for use. What is held back is told in its conversations."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    settings.DATABASES["default"].update(environment.database_settings(env), NAME=database)
    try:
        call_command("migrate", interactive=False, verbosity=0)
        return _settle(facts, send_outgoing)
    finally:
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()


def _settle(facts: dict, send_outgoing: bool) -> Held:
    from django.contrib.sessions.models import Session

    from gehoor.core import events
    from gehoor.postroom import channel, holding

    Session.objects.all().delete()
    held = Held()
    if not send_outgoing:
        held = Held(holding.hold_messages(), holding.drop_confirmations())
        for config in channel.all_channels():
            config.came_from_backup()
    events.record("system.restored", made_at=facts["made_at"], **dataclasses.asdict(held))
    return held
