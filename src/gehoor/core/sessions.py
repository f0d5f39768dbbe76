"""Sessions in the database, as Django keeps them; their query is put together once, since every request asks for one."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models.functions import Now

from . import prepared


class SessionStore(DatabaseStore):
    """The setting SESSION_ENGINE names this module."""

    def _get_session_from_db(self):
        found = prepared.one(("session",), _lasting, session_key=self.session_key)
        if found is None:
            self._session_key = None
        return found


def _lasting(session_key):
    return SessionStore.get_model_class().objects.filter(session_key=session_key, expire_date__gt=Now())
