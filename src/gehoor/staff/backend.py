"""Who logs in, as allauth knows them; the query for who it is is put together once, since every request asks it."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from gehoor.core import prepared

from .models import Employee, Team


class Backend(AuthenticationBackend):
    """One of AUTHENTICATION_BACKENDS."""

    def get_user(self, user_id) -> Employee | None:
        """The employee of a session, while they work here; their teams come along in the same query."""
        found = prepared.one(("employee",), _with_teams, pk=int(user_id))
        if found is None or not self.user_can_authenticate(found):
            return None
        found.memberships = frozenset((team["pk"], team["is_outsourced"]) for team in found.in_teams)
        return found


def _with_teams(pk):
    teams = Team.objects.filter(members=OuterRef("pk")).order_by()
    told = teams.values(told=JSONObject(pk=F("pk"), is_outsourced=F("is_outsourced")))
    return Employee.objects.filter(pk=pk).annotate(in_teams=ArraySubquery(told))
