"""Who logs in, as allauth knows them; the query for who it is is put together once, since every request asks it."""

from allauth.account.auth_backends import AuthenticationBackend

from gehoor.core import prepared

from .models import Employee


class Backend(AuthenticationBackend):
    """One of AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id) -> Employee | None:
        """The employee of a session, while they work here."""
        found = prepared.one(("employee",), lambda pk: Employee.objects.filter(pk=pk), pk=int(user_id))
        return found if found and self.user_can_authenticate(found) else None
